import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Archive, Download, Lock } from "lucide-react";
import { useState } from "react";
import { answer, api } from "@/api/client";
import type { BackupRun } from "@/api/types";
import { ListSkeleton } from "@/components/list-skeleton";
import { byteSize, duration } from "@/components/numbers";
import { useMay } from "@/components/role";
import { EmptyState, ErrorState } from "@/components/states";
import { RelativeTime } from "@/components/time";
import { Badge, type BadgeTone } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { Progress } from "@/components/ui/progress";
import { toast } from "@/components/ui/toast";
import { allBackupsOf, backupHistoryQuery } from "./queries";
import { RestoreDialog } from "./restore-dialog";
import { runPercent, took } from "./run-state";

const tones: Record<BackupRun["status"], BadgeTone> = {
  running: "info",
  completed: "success",
  failed: "danger",
  cancelled: "neutral",
};

interface HistoryProps {
  orgId: string;
  /// Nothing: of all projects.
  projectId?: string;
}

export function BackupHistory({ orgId, projectId }: HistoryProps) {
  const history = useQuery(backupHistoryQuery(orgId, projectId));
  const restores = useMay(orgId, "admin");
  const [restoring, setRestoring] = useState<BackupRun | null>(null);
  const lastSize = history.data?.find(({ size_bytes }) => size_bytes !== null)?.size_bytes ?? null;
  return (
    <Card aria-label="History">
      <CardHeader
        title="History"
        description="The newest hundred. What retention has thrown away stays listed."
      />
      <div className="border-t">
        {history.isPending && <ListSkeleton />}
        {history.isError && (
          <div className="p-4">
            <ErrorState
              title="The backups could not be loaded"
              error={history.error}
              onRetry={() => history.refetch()}
            />
          </div>
        )}
        {history.data?.length === 0 && (
          <div className="p-4">
            <EmptyState icon={Archive} title="No backup yet">
              The first one runs by the schedule, or right away if you ask for it.
            </EmptyState>
          </div>
        )}
        <ul aria-label="Backups" className="divide-y">
          {history.data?.map((run) => (
            <RunRow
              key={run.id}
              run={run}
              orgId={orgId}
              named={projectId === undefined}
              lastSize={lastSize}
              {...(restores && run.restorable ? { onRestore: () => setRestoring(run) } : {})}
            />
          ))}
        </ul>
      </div>
      {restoring !== null && (
        <RestoreDialog orgId={orgId} run={restoring} onClose={() => setRestoring(null)} />
      )}
    </Card>
  );
}

interface RunRowProps {
  run: BackupRun;
  orgId: string;
  named: boolean;
  lastSize: number | null;
  onRestore?: () => void;
}

function RunRow({ run, orgId, named, lastSize, onRestore }: RunRowProps) {
  const may = useMay(orgId, "developer");
  const name = run.project_name ?? run.db_name;
  const gone = (run.deleted_at ?? null) !== null;
  return (
    <li className="grid gap-2 px-4 py-3 sm:px-5">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <div className="grid min-w-0 flex-1 basis-64 gap-0.5">
          <p className="flex flex-wrap items-center gap-2">
            <span className="truncate font-medium text-[0.8125rem]">
              {named ? name : <RelativeTime value={run.started_at} />}
            </span>
            <Badge tone={tones[run.status]}>{run.status}</Badge>
            {run.encrypted === true && (
              <Badge>
                <Lock className="size-3" aria-hidden="true" />
                encrypted
              </Badge>
            )}
            {(run.verified_at ?? null) !== null && <Badge tone="success">verified</Badge>}
            {gone && <Badge>thrown away</Badge>}
          </p>
          <p className="text-ink-faint text-xs">
            {named && (
              <>
                <RelativeTime value={run.started_at} /> ·{" "}
              </>
            )}
            {run.trigger !== undefined && `${run.trigger} · `}
            {run.size_bytes !== null && `${byteSize(run.size_bytes)} · `}
            {run.status === "running" ? (run.phase ?? "running") : `took ${duration(took(run, Date.now()))}`}
          </p>
        </div>
        {run.status === "running" && may && <CancelButton run={run} orgId={orgId} name={name} />}
        {run.restorable && may && (
          <Button asChild size="sm">
            <a
              href={`/platform/backups/history/${run.id}/download`}
              aria-label={`Download the backup of ${name}`}
            >
              <Download aria-hidden="true" />
              Download
            </a>
          </Button>
        )}
        {onRestore !== undefined && (
          <Button size="sm" aria-label={`Restore the backup of ${name}`} onClick={onRestore}>
            Restore
          </Button>
        )}
      </div>
      {run.status === "running" && (
        <Progress label={`Backup of ${name}`} percent={runPercent(run, lastSize)} className="max-w-xl" />
      )}
      {run.error_message !== null && (
        <p className="text-danger text-xs [overflow-wrap:anywhere]">{run.error_message}</p>
      )}
      {(run.verify_error ?? null) !== null && (
        <p className="text-danger text-xs [overflow-wrap:anywhere]">Not verified: {run.verify_error}</p>
      )}
    </li>
  );
}

function CancelButton({ run, orgId, name }: { run: BackupRun; orgId: string; name: string }) {
  const queryClient = useQueryClient();
  const cancel = useMutation({
    mutationFn: () =>
      answer(api.POST("/platform/backups/history/{id}/cancel", { params: { path: { id: run.id } } })),
    onSuccess: () => toast("The backup is cancelled."),
    onError: (error) => toast(error.message, "danger"),
    onSettled: () => queryClient.invalidateQueries(allBackupsOf(orgId)),
  });
  return (
    <Button
      size="sm"
      look="danger-outline"
      busy={cancel.isPending}
      aria-label={`Cancel the backup of ${name}`}
      onClick={() => cancel.mutate()}
    >
      Cancel
    </Button>
  );
}
