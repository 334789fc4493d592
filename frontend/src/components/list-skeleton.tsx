import { Skeleton } from "./ui/skeleton";

/// Stands in for the rows of a list inside a card.
export function ListSkeleton({ rows = 3 }: { rows?: number }) {
  return (
    <div role="status" aria-label="Loading" className="grid gap-3 px-4 py-4 sm:px-5">
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: they are all alike and never move.
        <Skeleton key={row} className="h-9" />
      ))}
    </div>
  );
}
