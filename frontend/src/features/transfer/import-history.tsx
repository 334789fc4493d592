import { queryOptions, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { answer, api } from "@/api/client";
import type { ImportTask } from "@/api/types";
import { ListSkeleton } from "@/components/list-skeleton";
import { byteSize } from "@/components/numbers";
import { ErrorState } from "@/components/states";
import { isOpen, TaskBadge, TaskProgress } from "@/components/task-progress";
import { RelativeTime } from "@/components/time";
import { Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { Dialog } from "@/components/ui/dialog";

export function importHistoryQuery(projectId: string) {
  return queryOptions({
    queryKey: ["project", projectId, "imports", "history"],
    queryFn: ({ signal }) =>
      answer(
        api.GET("/platform/projects/{id}/import/history", { params: { path: { id: projectId } }, signal }),
      ),
    refetchInterval: ({ state }) => (state.data?.some(isOpen) ? 2_000 : false),
  });
}

export function ImportHistory({ projectId }: { projectId: string }) {
  const history = useQuery(importHistoryQuery(projectId));
  const [open, setOpen] = useState<ImportTask | null>(null);
  return (
    <Card aria-label="History">
      <CardHeader title="History" description="Imports and restores into this project." />
      <div className="border-t">
        {history.isPending && <ListSkeleton />}
        {history.isError && (
          <div className="p-4">
            <ErrorState error={history.error} onRetry={() => history.refetch()} />
          </div>
        )}
        {history.data?.length === 0 && (
          <p className="px-4 py-8 text-center text-ink-faint text-[0.8125rem]">Nothing was imported yet.</p>
        )}
        <ul aria-label="History" className="divide-y">
          {history.data?.map((task) => (
            <li key={task.id} className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3 sm:px-5">
              <div className="grid min-w-0 flex-1 basis-56 gap-0.5">
                <span className="flex items-center gap-2">
                  <span className="truncate font-medium text-[0.8125rem]">{task.file_name}</span>
                  <TaskBadge status={task.status} />
                </span>
                <span className="text-ink-faint text-xs">
                  <RelativeTime value={task.started_at} />
                  {task.file_size > 0 && ` · ${byteSize(task.file_size)}`}
                  {task.tables_imported !== null &&
                    ` · ${task.tables_imported === 1 ? "one table" : `${task.tables_imported} tables`}`}
                </span>
              </div>
              <Button size="sm" aria-label={`Details of ${task.file_name}`} onClick={() => setOpen(task)}>
                Details
              </Button>
            </li>
          ))}
        </ul>
      </div>
      {open !== null && (
        <Dialog title={open.file_name} onClose={() => setOpen(null)}>
          <TaskProgress projectId={projectId} taskId={open.id} />
        </Dialog>
      )}
    </Card>
  );
}
