import { ChevronLeft, ChevronRight } from "lucide-react";
import { Button } from "./ui/button";

interface PagerProps {
  page: number;
  hasMore: boolean;
  /// What is shown, as in “21–40 of 112”.
  note?: string | undefined;
  busy?: boolean;
  onPage: (page: number) => void;
}

export function Pager({ page, hasMore, note, busy = false, onPage }: PagerProps) {
  if (page === 1 && !hasMore && note === undefined) return null;
  return (
    <nav
      aria-label="Pages"
      className="flex items-center justify-between gap-3 border-t px-4 py-2.5 text-ink-faint text-xs sm:px-5"
    >
      <span role="status">{note ?? `Page ${page}`}</span>
      <span className="flex gap-1.5">
        <Button size="sm" disabled={page <= 1 || busy} onClick={() => onPage(page - 1)}>
          <ChevronLeft aria-hidden="true" />
          Previous
        </Button>
        <Button size="sm" disabled={!hasMore || busy} onClick={() => onPage(page + 1)}>
          Next
          <ChevronRight aria-hidden="true" />
        </Button>
      </span>
    </nav>
  );
}

/// “21–40 of 112”.
export function rangeNote(page: number, perPage: number, total: number): string {
  if (total === 0) return "None";
  const from = (page - 1) * perPage + 1;
  return from > total ? `${total} in all` : `${from}–${Math.min(total, page * perPage)} of ${total}`;
}
