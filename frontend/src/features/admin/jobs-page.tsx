import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { ListChecks } from "lucide-react";
import { answer, api } from "@/api/client";
import type { Job } from "@/api/types";
import { ListSkeleton } from "@/components/list-skeleton";
import { Page } from "@/components/page";
import { EmptyState, ErrorState } from "@/components/states";
import { RelativeTime } from "@/components/time";
import { Badge, type BadgeTone } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Progress } from "@/components/ui/progress";
import { Segments } from "@/components/ui/segments";
import { toast } from "@/components/ui/toast";

export const jobFilters = [
  { value: "all", text: "All" },
  { value: "running", text: "Running" },
  { value: "waiting", text: "Waiting" },
  { value: "failing", text: "Failing" },
] as const;

export type JobFilter = (typeof jobFilters)[number]["value"];

const tones: Record<Job["state"], BadgeTone> = {
  waiting: "neutral",
  running: "info",
  retrying: "warning",
  completed: "success",
  failed: "danger",
  cancelled: "neutral",
};

function jobsQuery(filter: JobFilter) {
  return queryOptions({
    queryKey: ["admin", "jobs", filter],
    queryFn: ({ signal }) =>
      answer(
        api.GET("/platform/admin/jobs", {
          params: {
            query: filter === "all" ? {} : filter === "failing" ? { failing: true } : { state: filter },
          },
          signal,
        }),
      ),
    refetchInterval: 5_000,
  });
}

interface JobsPageProps {
  filter: JobFilter;
  onFilter: (filter: JobFilter) => void;
}

export function JobsPage({ filter, onFilter }: JobsPageProps) {
  const jobs = useQuery(jobsQuery(filter));
  return (
    <Page
      title="Jobs"
      description="Work that outlives the request that asked for it: imports, backups, deletions. Kept up to date."
      width="wide"
      actions={<Segments label="State" value={filter} options={jobFilters} onChange={onFilter} />}
    >
      {jobs.isError ? (
        <ErrorState title="The jobs could not be loaded" error={jobs.error} onRetry={() => jobs.refetch()} />
      ) : (
        <Card aria-label="Jobs">
          {jobs.isPending && <ListSkeleton rows={5} />}
          {jobs.data?.jobs.length === 0 && (
            <div className="p-4">
              <EmptyState icon={ListChecks} title={filter === "all" ? "No job yet" : "Nothing like that"}>
                {filter === "failing"
                  ? "All goes well."
                  : "An import, a backup or the deletion of a project shows here, and how far it is."}
              </EmptyState>
            </div>
          )}
          <ul aria-label="Jobs" className="divide-y">
            {jobs.data?.jobs.map((job) => (
              <JobRow key={`${job.kind} ${job.id}`} job={job} />
            ))}
          </ul>
        </Card>
      )}
    </Page>
  );
}

function JobRow({ job }: { job: Job }) {
  const queryClient = useQueryClient();
  const body = { kind: job.kind, id: job.id };
  // What waits has its turn coming; nothing went wrong that was to be tried again.
  const again = job.state === "waiting" ? "Run now" : "Retry";
  const act = useMutation({
    mutationFn: (what: "cancel" | "retry") => answer(api.POST(`/platform/admin/jobs/${what}`, { body })),
    onSuccess: (_status, what) =>
      toast(what === "cancel" ? "The job is cancelled." : "The job begins again."),
    onError: (error) => toast(error.message, "danger"),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ["admin", "jobs"] }),
  });
  return (
    <li className="grid gap-2 px-4 py-3 sm:px-5">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
        <div className="grid min-w-0 flex-1 basis-60 gap-0.5">
          <p className="flex items-center gap-2">
            <span className="truncate font-medium text-[0.8125rem]">{job.title}</span>
            <Badge tone={tones[job.state]}>{job.state}</Badge>
          </p>
          <p className="text-ink-faint text-xs">
            {job.kind.replaceAll("_", " ")} · <Times job={job} />
            {job.attempts > 1 && ` · attempt ${job.attempts}`}
            {job.phase !== null && job.state === "running" && ` · ${job.phase}`}
          </p>
        </div>
        {job.may_retry && (
          <Button
            size="sm"
            busy={act.isPending}
            aria-label={`${again} ${job.title}`}
            onClick={() => act.mutate("retry")}
          >
            {again}
          </Button>
        )}
        {job.may_cancel && (
          <Button
            size="sm"
            look="danger-outline"
            busy={act.isPending}
            aria-label={`Cancel ${job.title}`}
            onClick={() => act.mutate("cancel")}
          >
            Cancel
          </Button>
        )}
      </div>
      {job.state === "running" && <Progress label={job.title} percent={job.percent} className="max-w-xl" />}
      {job.error !== null && (
        <p className="font-mono text-danger text-xs [overflow-wrap:anywhere]">{job.error}</p>
      )}
    </li>
  );
}

function Times({ job }: { job: Job }) {
  if (job.state === "waiting") {
    return (
      <>
        {job.finished_at !== null && (
          <>
            ended <RelativeTime value={job.finished_at} />,{" "}
          </>
        )}
        due <RelativeTime value={job.due} />
      </>
    );
  }
  if (job.finished_at !== null) {
    return (
      <>
        ended <RelativeTime value={job.finished_at} />
      </>
    );
  }
  if (job.started_at !== null) {
    return (
      <>
        began <RelativeTime value={job.started_at} />
      </>
    );
  }
  return (
    <>
      due <RelativeTime value={job.due} />
    </>
  );
}
