import type { ReactNode } from "react";
import { DialogSurface } from "./dialog";

/// A panel over the right edge: details of one thing while its list stays in sight.
export function SidePanel({
  onClose,
  label,
  children,
}: {
  onClose: () => void;
  label: string;
  children: ReactNode;
}) {
  return (
    <DialogSurface
      onClose={onClose}
      label={label}
      className="slide-in-right mr-0 ml-auto h-dvh max-h-none w-full max-w-xl overflow-y-auto border-l bg-surface shadow-pop sm:w-[36rem]"
    >
      {children}
    </DialogSurface>
  );
}
