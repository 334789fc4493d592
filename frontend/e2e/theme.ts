import { expect, type Page } from "@playwright/test";

export const themes = ["light", "dark"] as const;

/// Lets the system have a theme, which the dashboard follows, and waits until every colour has arrived.
export async function showTheme(page: Page, theme: (typeof themes)[number]): Promise<void> {
  await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
  await expect(page.locator("html")).toHaveAttribute("data-theme", theme);
  await page.evaluate(settled);
}

export async function showOwnTheme(page: Page): Promise<void> {
  await page.emulateMedia({ colorScheme: null, reducedMotion: null });
}

/// Brings every change of colour to its end: what nobody sees (within a closed `details`) would never get there by itself.
function settled(): void {
  for (let round = 0; round < 20; round++) {
    const running = document.getAnimations().filter((animation) => animation instanceof CSSTransition);
    if (running.length === 0) return;
    for (const transition of running) transition.finish();
    // What is inherited may set off the next one.
    document.body.getBoundingClientRect();
  }
}
