import type { ReactNode } from "react";

/// One line of a danger zone: what can be done, what comes of it, and the button.
export function Act({ title, note, children }: { title: string; note: ReactNode; children: ReactNode }) {
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 px-4 py-4 sm:px-5">
      <div className="grid gap-0.5">
        <h3 className="font-medium text-[0.8125rem]">{title}</h3>
        <p className="text-ink-faint text-xs">{note}</p>
      </div>
      {children}
    </li>
  );
}
