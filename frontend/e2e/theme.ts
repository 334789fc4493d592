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

async function settled(): Promise<void> {
  const running = () => document.getAnimations().filter((animation) => animation instanceof CSSTransition);
  // What is inherited may set off the next one.
  for (let transitions = running(); transitions.length > 0; transitions = running()) {
    await Promise.all(transitions.map((transition) => transition.finished.catch(() => undefined)));
  }
}
