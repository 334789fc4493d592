import { Link } from "@tanstack/react-router";
import { ChevronRight } from "lucide-react";
import type { Project } from "@/api/types";
import { ProjectStatusBadge } from "@/components/project-status";
import { RelativeTime } from "@/components/time";

export function ProjectCard({ project }: { project: Project }) {
  return (
    <li className="group relative grid min-w-0 gap-5 rounded-xl border bg-surface p-4 shadow-card transition-colors has-[a:focus-visible]:outline-2 has-[a:focus-visible]:outline-accent has-[a:focus-visible]:outline-offset-2 hover:border-line-strong hover:bg-subtle/50">
      <div className="flex items-start gap-3">
        <div className="grid min-w-0 flex-1 gap-0.5">
          <h2 className="truncate font-semibold text-[0.9375rem]">
            <Link
              to="/projects/$projectId"
              params={{ projectId: project.id }}
              preload="intent"
              className="outline-none after:absolute after:inset-0 after:rounded-xl"
            >
              {project.name}
            </Link>
          </h2>
          <p className="truncate font-mono text-ink-faint text-xs">{project.ref}</p>
        </div>
        <ChevronRight
          className="mt-0.5 size-4 shrink-0 text-ink-faint transition-transform group-hover:translate-x-0.5"
          aria-hidden="true"
        />
      </div>
      <div className="flex items-center justify-between gap-2 text-ink-faint text-xs">
        <ProjectStatusBadge status={project.status} />
        <span>
          Created <RelativeTime value={project.created_at} />
        </span>
      </div>
    </li>
  );
}
