import type { Page } from "@playwright/test";
import { showOwnTheme, showTheme, themes } from "./theme";

const SIZES = [
  { name: "desktop", width: 1440, height: 900 },
  { name: "phone", width: 375, height: 812 },
];

/// Pictures of what is shown, for people to look at: both themes, a desk and a phone.
/// What is over the page (a dialog) covers the window only, so then the window is all there is to see.
export async function capture(page: Page, name: string): Promise<void> {
  const modal = await page.locator("dialog:modal").count();
  const before = page.viewportSize();
  for (const { name: size, width, height } of SIZES) {
    await page.setViewportSize({ width, height });
    for (const theme of themes) {
      await showTheme(page, theme);
      // What is fixed would stand in the middle of a picture of the whole page.
      if (modal === 0) await page.evaluate(() => window.scrollTo(0, 0));
      await page.screenshot({
        path: `target/screenshots/${name}-${size}-${theme}.png`,
        animations: "disabled",
        fullPage: modal === 0,
      });
    }
  }
  await showOwnTheme(page);
  if (before !== null) await page.setViewportSize(before);
}

/// How many pixels the page is wider than a phone: content that is cut off or scrolls sideways.
export async function overflow(page: Page): Promise<number> {
  const before = page.viewportSize();
  await page.setViewportSize({ width: 375, height: 812 });
  const pixels = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  if (before !== null) await page.setViewportSize(before);
  return pixels;
}
