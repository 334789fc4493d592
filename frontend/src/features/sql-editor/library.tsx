import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Clock, FileCode2, Plus, Trash2 } from "lucide-react";
import { useState } from "react";
import { forgetQuery, type SavedQuery, savedQueriesQuery } from "@/api/studio";
import { ConfirmDialog } from "@/components/confirm-dialog";
import { RelativeTime } from "@/components/time";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Segments } from "@/components/ui/segments";
import { Skeleton } from "@/components/ui/skeleton";
import type { Past } from "./documents";

interface LibraryProps {
  projectId: string;
  past: readonly Past[];
  activeSaved: string | undefined;
  onNew: () => void;
  onOpen: (saved: SavedQuery) => void;
  onPast: (query: string) => void;
  onForget: () => void;
}

const shelves = [
  { value: "saved", text: "Saved" },
  { value: "history", text: "History" },
] as const;

/// The queries to come back to: saved on the server, or run in this browser.
export function Library(props: LibraryProps) {
  const [shelf, setShelf] = useState<(typeof shelves)[number]["value"]>("saved");
  return (
    <div className="flex h-full min-h-0 flex-col">
      <div className="flex items-center gap-2 border-b p-3">
        <Segments
          label="Queries"
          value={shelf}
          options={shelves}
          onChange={setShelf}
          className="flex-1 [&_label]:flex-1 [&_label]:text-center"
        />
        <Button
          look="primary"
          size="icon"
          className="size-9"
          aria-label="New query"
          title="New query"
          onClick={props.onNew}
        >
          <Plus aria-hidden="true" />
        </Button>
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto p-2">
        {shelf === "saved" ? <SavedShelf {...props} /> : <HistoryShelf {...props} />}
      </div>
    </div>
  );
}

const entry =
  "-outline-offset-2 flex w-full min-w-0 items-center gap-2 rounded-lg px-2 py-1.5 text-left text-[0.8125rem] text-ink-soft transition-colors hover:bg-hover hover:text-ink";

function SavedShelf({ projectId, activeSaved, onOpen }: LibraryProps) {
  const queryClient = useQueryClient();
  const saved = useQuery(savedQueriesQuery(projectId));
  const [deleting, setDeleting] = useState<SavedQuery | null>(null);
  if (saved.isPending) return <Skeleton className="m-2 h-20" />;
  if (saved.isError) {
    return (
      <div role="alert" className="grid gap-2 p-3 text-center text-ink-faint text-xs">
        {saved.error.message}
        <Button size="sm" onClick={() => saved.refetch()}>
          Try again
        </Button>
      </div>
    );
  }
  if (saved.data.length === 0) {
    return <Hint>Save a query to find it here, on every machine.</Hint>;
  }
  return (
    <>
      <ul aria-label="Saved queries" className="grid gap-px">
        {saved.data.map((one) => (
          <li key={one.id} className="group/entry relative">
            <button
              type="button"
              aria-current={one.id === activeSaved || undefined}
              className={cn(
                entry,
                "pr-9 aria-current:bg-hover aria-current:font-medium aria-current:text-ink",
              )}
              onClick={() => onOpen(one)}
            >
              <FileCode2 className="size-4 shrink-0" aria-hidden="true" />
              <span className="truncate">{one.name}</span>
            </button>
            {one.mine !== false && (
              <Button
                look="ghost"
                size="icon"
                aria-label={`Delete ${one.name}`}
                className="absolute top-0.5 right-0.5 size-7 opacity-0 focus-visible:opacity-100 group-hover/entry:opacity-100 pointer-coarse:opacity-100"
                onClick={() => setDeleting(one)}
              >
                <Trash2 aria-hidden="true" />
              </Button>
            )}
          </li>
        ))}
      </ul>
      {deleting !== null && (
        <ConfirmDialog
          title={`Delete ${deleting.name}?`}
          verb="Delete query"
          confirm={() => forgetQuery(projectId, deleting.id)}
          onDone={() => {
            void queryClient.invalidateQueries(savedQueriesQuery(projectId));
            setDeleting(null);
          }}
          onClose={() => setDeleting(null)}
        >
          Whoever it is shared with loses it too. Where it is open, its text stays.
        </ConfirmDialog>
      )}
    </>
  );
}

function HistoryShelf({ past, onPast, onForget }: LibraryProps) {
  if (past.length === 0) return <Hint>What you run is remembered here, in this browser only.</Hint>;
  return (
    <div className="grid gap-1">
      <ul aria-label="History" className="grid gap-px">
        {past.map((one) => (
          <li key={`${one.at} ${one.query}`}>
            <button
              type="button"
              title={one.query}
              className={cn(entry, "items-start")}
              onClick={() => onPast(one.query)}
            >
              <Clock
                className={cn("mt-0.5 size-4 shrink-0", one.failed && "text-danger")}
                aria-hidden="true"
              />
              <span className="grid min-w-0 flex-1">
                <span className="truncate font-mono text-xs">{one.query.replace(/\s+/g, " ").trim()}</span>
                <span className="text-[0.6875rem] text-ink-faint">
                  <RelativeTime value={one.at} />
                  {one.failed ? ", failed" : one.milliseconds !== null && `, ${one.milliseconds} ms`}
                </span>
              </span>
            </button>
          </li>
        ))}
      </ul>
      <Button look="ghost" size="sm" onClick={onForget}>
        Clear the history
      </Button>
    </div>
  );
}

function Hint({ children }: { children: string }) {
  return <p className="px-3 py-8 text-center text-ink-faint text-xs">{children}</p>;
}
