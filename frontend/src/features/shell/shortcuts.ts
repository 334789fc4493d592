import { useEffect, useRef } from "react";

/// How long the key after `g` may take.
const PATIENCE = 1_500;

export interface Shortcuts {
  /// Keys that work by themselves.
  keys: Readonly<Record<string, () => void>>;
  /// Keys that come after `g`.
  places: Readonly<Record<string, () => void>>;
}

/// What a key does, given whether `g` came before it; undefined where it means nothing.
export function meaningOf(key: string, afterG: boolean, shortcuts: Shortcuts): (() => void) | undefined {
  return afterG ? shortcuts.places[key.toLowerCase()] : shortcuts.keys[key];
}

/// Shortcuts of one or two keys, silent wherever somebody types or a dialog is open.
export function useShortcuts(shortcuts: Shortcuts): void {
  const current = useRef(shortcuts);
  current.current = shortcuts;

  useEffect(() => {
    let gAt = Number.NEGATIVE_INFINITY;
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      if (isTyping(event.target) || document.querySelector("dialog:modal, [role='menu']") !== null) return;
      const afterG = event.timeStamp - gAt < PATIENCE;
      const act = meaningOf(event.key, afterG, current.current);
      gAt = !afterG && event.key === "g" ? event.timeStamp : Number.NEGATIVE_INFINITY;
      if (act === undefined) return;
      event.preventDefault();
      act();
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, []);
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || target.matches("input, textarea, select, [role='grid'] *");
}

/// Leads to the first search field of the page, where it has one.
export function focusSearch(): void {
  document.querySelector<HTMLElement>("main input[type='search']")?.focus();
}
