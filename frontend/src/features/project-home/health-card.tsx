import { useQuery } from "@tanstack/react-query";
import { CircleAlert, CircleCheck, CirclePause, LoaderCircle } from "lucide-react";
import { requestsQuery } from "@/api/analytics";
import { answer, api } from "@/api/client";
import type { Project } from "@/api/types";
import { Card, CardHeader } from "@/components/ui/card";
import { cn } from "@/components/ui/cn";
import { type Health, healthOf } from "./health";

const looks = {
  well: { icon: CircleCheck, color: "text-success" },
  worth: { icon: CircleAlert, color: "text-warning" },
  ill: { icon: CircleAlert, color: "text-danger" },
  paused: { icon: CirclePause, color: "text-ink-faint" },
  unknown: { icon: LoaderCircle, color: "text-ink-faint animate-spin" },
};

export function HealthCard({ project }: { project: Project }) {
  const overview = useQuery({
    queryKey: ["project", project.id, "analytics"],
    queryFn: ({ signal }) =>
      answer(
        api.GET("/platform/projects/{id}/analytics/overview", {
          params: { path: { id: project.id } },
          signal,
        }),
      ),
    staleTime: 30_000,
    refetchInterval: 60_000,
    enabled: project.status === "active",
  });
  const requests = useQuery({ ...requestsQuery(project.id, 24), enabled: project.status === "active" });
  const lines = healthOf(project.status, overview.isError ? "failed" : overview.data, requests.data?.totals);
  return (
    <Card aria-label="Health">
      <CardHeader title="Health" />
      <ul className="divide-y border-t">
        {lines.map((line) => (
          <HealthLine key={line.name} line={line} />
        ))}
      </ul>
    </Card>
  );
}

function HealthLine({ line: { name, state, note } }: { line: Health }) {
  const { icon: Icon, color } = looks[state];
  return (
    <li className="flex items-center gap-3 px-4 py-2.5 sm:px-5">
      <Icon className={cn("size-4 shrink-0", color)} aria-hidden="true" />
      <span className="font-medium text-[0.8125rem]">{name}</span>
      <span className="min-w-0 flex-1 text-right text-ink-faint text-xs">{note}</span>
    </li>
  );
}
