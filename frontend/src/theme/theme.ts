import { useSyncExternalStore } from "react";

export const themeChoices = ["light", "dark", "system"] as const;
export type ThemeChoice = (typeof themeChoices)[number];
export type Theme = "light" | "dark";

const KEY = "dupabase.theme";
const listeners = new Set<() => void>();

export function resolveTheme(choice: ThemeChoice, systemIsDark: boolean): Theme {
  if (choice !== "system") return choice;
  return systemIsDark ? "dark" : "light";
}

function systemTheme(): MediaQueryList {
  return window.matchMedia("(prefers-color-scheme: dark)");
}

function storedTheme(): ThemeChoice {
  try {
    const stored = localStorage.getItem(KEY);
    return themeChoices.find((choice) => choice === stored) ?? "system";
  } catch {
    return "system";
  }
}

let chosen: ThemeChoice = storedTheme();

function apply(choice: ThemeChoice): void {
  chosen = choice;
  document.documentElement.dataset.theme = resolveTheme(choice, systemTheme().matches);
  for (const listener of listeners) listener();
}

export function chooseTheme(choice: ThemeChoice): void {
  try {
    localStorage.setItem(KEY, choice);
  } catch {
    // Storage is blocked: the choice lasts until the page is left.
  }
  apply(choice);
}

/// Follows the system while no theme is chosen, and other tabs when one of them chooses.
export function watchTheme(): void {
  systemTheme().addEventListener("change", () => apply(chosen));
  window.addEventListener("storage", (event) => {
    if (event.key === KEY) apply(storedTheme());
  });
}

export function useThemeChoice(): ThemeChoice {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => chosen,
  );
}
