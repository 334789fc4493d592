import type { ReactNode } from "react";
import { DialogSurface } from "./dialog";

/// A panel that slides in from the left edge.
export function Sheet({
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
      className="slide-in m-0 h-dvh max-h-none w-72 max-w-[85vw] border-r bg-surface shadow-pop"
    >
      {children}
    </DialogSurface>
  );
}
