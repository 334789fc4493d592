import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";

/// What keeps somebody from using the page, by the rules of WCAG 2.2 AA, in either theme.
export async function barriers(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const theme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
    await page.evaluate(settled);
    const { violations } = await new AxeBuilder({ page })
      .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"])
      .analyze();
    for (const { id, nodes } of violations) {
      for (const { target, any } of nodes)
        found.push(`${theme} ${id} ${target.join(" ")} ${any[0]?.message ?? ""}`);
    }
  }
  await page.emulateMedia({ colorScheme: null, reducedMotion: null });
  return found;
}

/// A colour on its way from one theme to the other is nobody's contrast.
async function settled(): Promise<void> {
  const transitions = document.getAnimations().filter((animation) => animation instanceof CSSTransition);
  await Promise.all(transitions.map((transition) => transition.finished.catch(() => undefined)));
}
