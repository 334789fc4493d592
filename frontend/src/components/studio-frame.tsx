import { useLocation } from "@tanstack/react-router";
import { type ReactNode, useEffect, useState } from "react";
import { Sheet } from "./ui/sheet";

interface StudioFrameProps {
  /// Stands in the browser's tab.
  title: string;
  panelLabel: string;
  /// What stands at the left: a list to choose from. On small screens it slides in.
  panel: ReactNode;
  children: (openPanel: () => void) => ReactNode;
}

/// A page that fills the window and scrolls within itself: a list at the left, the work at the right.
export function StudioFrame({ title, panelLabel, panel, children }: StudioFrameProps) {
  const [open, setOpen] = useState(false);
  const { href } = useLocation();

  // biome-ignore lint/correctness/useExhaustiveDependencies: whatever was chosen in it leads to another address.
  useEffect(() => setOpen(false), [href]);

  return (
    <div className="relative flex h-[calc(100dvh-3.25rem)] min-h-96 overflow-clip">
      <title>{`${title} · Dupabase`}</title>
      <section aria-label={panelLabel} className="hidden w-60 shrink-0 border-r bg-surface lg:block 2xl:w-72">
        {panel}
      </section>
      <div className="flex min-w-0 flex-1 flex-col bg-surface">{children(() => setOpen(true))}</div>
      {open && (
        <Sheet label={panelLabel} onClose={() => setOpen(false)}>
          {panel}
        </Sheet>
      )}
    </div>
  );
}
