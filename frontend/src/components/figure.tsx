import type { ReactNode } from "react";
import { Card } from "./ui/card";
import { Skeleton } from "./ui/skeleton";

interface FigureProps {
  label: string;
  /// Undefined while it is on its way.
  value: ReactNode;
  note?: ReactNode;
}

/// One number that matters, large.
export function Figure({ label, value, note }: FigureProps) {
  return (
    <Card aria-label={label} className="grid content-start gap-1 p-4">
      <p className="text-ink-faint text-xs">{label}</p>
      {value === undefined ? (
        <Skeleton className="my-1 h-6 w-20" />
      ) : (
        <p className="font-semibold text-xl tabular-nums tracking-tight">{value}</p>
      )}
      {note !== undefined && <div className="text-ink-faint text-xs">{note}</div>}
    </Card>
  );
}

export function Figures({ children }: { children: ReactNode }) {
  return (
    <div className="grid grid-cols-[repeat(auto-fit,minmax(min(10rem,100%),1fr))] gap-4">{children}</div>
  );
}
