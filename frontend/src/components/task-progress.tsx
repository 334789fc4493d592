import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { CircleAlert, CircleCheck, CircleSlash, LoaderCircle, type LucideIcon } from "lucide-react";
import { answer, api } from "@/api/client";
import type { ImportTask } from "@/api/types";
import { ErrorState } from "./states";
import { Badge, type BadgeTone } from "./ui/badge";
import { Button } from "./ui/button";
import { Callout } from "./ui/callout";
import { cn } from "./ui/cn";
import { Progress } from "./ui/progress";
import { Skeleton } from "./ui/skeleton";
import { toast } from "./ui/toast";

export function isOpen({ status }: Pick<ImportTask, "status">): boolean {
  return status === "uploading" || status === "running";
}

/// An import or a restore, looked after while it goes on.
export function taskQuery(projectId: string, taskId: number) {
  return queryOptions({
    queryKey: ["project", projectId, "imports", taskId],
    queryFn: ({ signal }) =>
      answer(
        api.GET("/platform/projects/{id}/import/{taskId}", {
          params: { path: { id: projectId, taskId } },
          signal,
        }),
      ),
    refetchInterval: ({ state }) => (state.data === undefined || isOpen(state.data) ? 1_000 : false),
  });
}

interface Look {
  icon: LucideIcon;
  color: string;
  title: string;
  tone: BadgeTone;
}

const underWay: Look = {
  icon: LoaderCircle,
  color: "text-accent-text motion-safe:animate-spin",
  title: "Under way",
  tone: "info",
};

const looks: Readonly<Record<string, Look>> = {
  uploading: { ...underWay, title: "Receiving the file" },
  completed: { icon: CircleCheck, color: "text-success", title: "Done", tone: "success" },
  failed: {
    icon: CircleAlert,
    color: "text-danger",
    title: "It failed; nothing was changed",
    tone: "danger",
  },
  cancelled: {
    icon: CircleSlash,
    color: "text-ink-faint",
    title: "Cancelled; nothing was changed",
    tone: "neutral",
  },
};

export function TaskBadge({ status }: { status: string }) {
  return <Badge tone={(looks[status] ?? underWay).tone}>{status}</Badge>;
}

/// How far an import or a restore is, and what came of it.
export function TaskProgress({ projectId, taskId }: { projectId: string; taskId: number }) {
  const task = useQuery(taskQuery(projectId, taskId));
  if (task.isPending) return <Skeleton className="h-28 rounded-lg" />;
  if (task.isError) {
    return (
      <ErrorState
        title="Its progress could not be loaded"
        error={task.error}
        onRetry={() => task.refetch()}
      />
    );
  }
  const { status, error_message, tables_imported, warnings } = task.data;
  const { icon: Icon, color, title } = looks[status] ?? underWay;
  return (
    <div className="grid gap-4">
      <div className="flex items-center gap-3" role="status">
        <Icon className={cn("size-6 shrink-0", color)} aria-hidden="true" />
        <div className="grid min-w-0">
          <p className="font-semibold text-[0.9375rem]">{title}</p>
          <p className="truncate text-ink-faint text-[0.8125rem]">
            {isOpen(task.data)
              ? phaseText(task.data)
              : tables_imported === null
                ? task.data.file_name
                : `${tables_imported === 1 ? "One table" : `${tables_imported} tables`} from ${task.data.file_name}`}
          </p>
        </div>
        {isOpen(task.data) && <CancelButton projectId={projectId} taskId={taskId} />}
      </div>
      {isOpen(task.data) && <Progress label={phaseText(task.data)} percent={task.data.progress.percent} />}
      {error_message !== null && (
        <Callout tone="danger">
          <span className="whitespace-pre-wrap">{error_message}</span>
        </Callout>
      )}
      {warnings.length > 0 && <Warnings warnings={warnings} />}
    </div>
  );
}

export function Warnings({ warnings }: { warnings: readonly string[] }) {
  return (
    <Callout tone="warning">
      <p className="font-medium">
        {warnings.length === 1 ? "One thing to know" : `${warnings.length} things to know`}
      </p>
      <ul className="mt-1 max-h-48 list-disc overflow-y-auto pl-4">
        {[...new Set(warnings)].map((warning) => (
          <li key={warning}>{warning}</li>
        ))}
      </ul>
    </Callout>
  );
}

function CancelButton({ projectId, taskId }: { projectId: string; taskId: number }) {
  const queryClient = useQueryClient();
  const cancel = useMutation({
    mutationFn: () =>
      answer(
        api.POST("/platform/projects/{id}/import/{taskId}/cancel", {
          params: { path: { id: projectId, taskId } },
        }),
      ),
    onError: (error) => toast(error.message, "danger"),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ["project", projectId, "imports"] }),
  });
  return (
    <Button
      size="sm"
      look="danger-outline"
      className="ml-auto"
      busy={cancel.isPending}
      onClick={() => cancel.mutate()}
    >
      Cancel
    </Button>
  );
}

/// “Restoring table data: orders (3 of 12)”.
export function phaseText({ progress }: Pick<ImportTask, "progress">): string {
  const { phase, current, done, total } = progress;
  const words = phase.replaceAll("_", " ");
  const text = words.charAt(0).toUpperCase() + words.slice(1);
  const counted = total > 0 && total < 100_000 ? ` (${done} of ${total})` : "";
  return `${text}${current === "" ? "" : `: ${current}`}${counted}`;
}
