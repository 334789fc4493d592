import type { ProjectStatus } from "@/api/types";
import { Badge, type BadgeTone } from "./ui/badge";
import { cn } from "./ui/cn";

const looks: Record<ProjectStatus, { tone: BadgeTone; text: string; dot: string }> = {
  creating: { tone: "info", text: "Creating", dot: "bg-info animate-pulse" },
  active: { tone: "success", text: "Active", dot: "bg-success" },
  paused: { tone: "warning", text: "Paused", dot: "bg-warning" },
  deleting: { tone: "danger", text: "Deleting", dot: "bg-danger animate-pulse" },
  deleted: { tone: "neutral", text: "Deleted", dot: "bg-ink-faint" },
};

export function ProjectStatusBadge({ status }: { status: ProjectStatus }) {
  const { tone, text, dot } = looks[status];
  return (
    <Badge tone={tone}>
      <span className={cn("size-1.5 rounded-full", dot)} aria-hidden="true" />
      {text}
    </Badge>
  );
}
