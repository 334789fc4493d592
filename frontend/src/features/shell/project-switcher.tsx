import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Check, ChevronsUpDown, Plus } from "lucide-react";
import { projectQuery, projectsIn } from "@/api/projects";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";

export function ProjectSwitcher({ projectId }: { projectId: string }) {
  const project = useQuery({ ...projectQuery(projectId), enabled: false }).data;
  const projects = useQuery({ ...projectsIn(project?.org_id), enabled: project !== undefined }).data ?? [];
  return (
    <DropdownMenu>
      <DropdownMenuTrigger className="flex h-8 min-w-0 items-center gap-2 rounded-lg px-2 font-medium text-[0.8125rem] transition-colors hover:bg-hover data-[state=open]:bg-hover">
        <span className="sr-only">Switch project, now </span>
        <span className="truncate">{project?.name ?? "Project"}</span>
        <ChevronsUpDown className="size-3.5 shrink-0 text-ink-faint" aria-hidden="true" />
      </DropdownMenuTrigger>
      <DropdownMenuContent align="start" className="w-64">
        <DropdownMenuLabel>Projects</DropdownMenuLabel>
        {projects.map(({ id, name }) => (
          <DropdownMenuItem key={id} asChild>
            <Link to="/projects/$projectId" params={{ projectId: id }}>
              <span className="min-w-0 flex-1 truncate">{name}</span>
              {id === projectId && <Check aria-hidden="true" />}
            </Link>
          </DropdownMenuItem>
        ))}
        <DropdownMenuSeparator />
        <DropdownMenuItem asChild>
          <Link to="/projects" search={{ create: true }}>
            <Plus aria-hidden="true" />
            New project
          </Link>
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
