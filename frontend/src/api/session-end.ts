import { useSyncExternalStore } from "react";

let ended = false;
const listeners = new Set<() => void>();

/// Says that the session is over, or goes on again. What is on the page stays meanwhile: nobody loses what they typed.
export function setSessionEnded(value: boolean): void {
  if (value === ended) return;
  ended = value;
  for (const listener of listeners) listener();
}

export function useSessionEnded(): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => ended,
  );
}
