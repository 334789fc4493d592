import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { showOwnTheme, showTheme, themes } from "./theme";

/// What keeps somebody from using the page, by the rules of WCAG 2.2 AA, in either theme.
export async function barriers(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const theme of themes) {
    await showTheme(page, theme);
    const { violations } = await new AxeBuilder({ page })
      // A user's mail in its frame is not ours to judge, and runs no scripts that could.
      .exclude("iframe")
      .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"])
      .analyze();
    for (const { id, nodes } of violations) {
      for (const { target, any } of nodes)
        found.push(`${theme} ${id} ${target.join(" ")} ${any[0]?.message ?? ""}`);
    }
  }
  await showOwnTheme(page);
  return found;
}
