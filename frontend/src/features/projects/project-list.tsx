import { useQuery } from "@tanstack/react-query";
import { FolderPlus, Plus, SearchX } from "lucide-react";
import type { ReactNode } from "react";
import { projectsIn } from "@/api/projects";
import type { Project } from "@/api/types";
import { Page } from "@/components/page";
import { SearchField } from "@/components/search-field";
import { EmptyState, ErrorState } from "@/components/states";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { CreateProjectDialog } from "./create-project-dialog";
import { ProjectCard } from "./project-card";
import { matchingProjects } from "./project-name";

interface ProjectListPageProps {
  orgId: string;
  search: string;
  creating: boolean;
  onSearch: (search: string) => void;
  onCreating: (creating: boolean) => void;
}

export function ProjectListPage({ orgId, search, creating, onSearch, onCreating }: ProjectListPageProps) {
  const projects = useQuery({
    ...projectsIn(orgId),
    refetchInterval: ({ state }) => (state.data?.some(isChanging) ? 2_000 : false),
  });
  const some = projects.data !== undefined && projects.data.length > 0;
  return (
    <Page
      title="Projects"
      width="wide"
      actions={
        some && (
          <>
            <SearchField label="Search projects" value={search} onChange={onSearch} />
            <Button look="primary" onClick={() => onCreating(true)}>
              <Plus aria-hidden="true" />
              New project
            </Button>
          </>
        )
      }
    >
      {projects.isPending && (
        <Grid label="Loading projects">
          {["a", "b", "c", "d", "e", "f"].map((key) => (
            <Skeleton key={key} className="h-29 rounded-xl" />
          ))}
        </Grid>
      )}
      {projects.isError && (
        <ErrorState
          title="Your projects could not be loaded"
          error={projects.error}
          onRetry={() => projects.refetch()}
        />
      )}
      {projects.data?.length === 0 && (
        <EmptyState
          icon={FolderPlus}
          title="Create your first project"
          action={
            <Button look="primary" size="lg" onClick={() => onCreating(true)}>
              <Plus aria-hidden="true" />
              New project
            </Button>
          }
        >
          A project is a PostgreSQL database with sign-in, a REST API and file storage in front of it. It is
          ready in a second, with keys to paste into your app.
        </EmptyState>
      )}
      {some && <Matches projects={matchingProjects(projects.data, search)} onClear={() => onSearch("")} />}
      {creating && <CreateProjectDialog orgId={orgId} onClose={() => onCreating(false)} />}
    </Page>
  );
}

function Matches({ projects, onClear }: { projects: readonly Project[]; onClear: () => void }) {
  if (projects.length === 0) {
    return (
      <EmptyState
        icon={SearchX}
        title="No project matches"
        action={<Button onClick={onClear}>Clear search</Button>}
      >
        Try a part of its name or of its ref.
      </EmptyState>
    );
  }
  return (
    <Grid label="Projects">
      {projects.map((project) => (
        <ProjectCard key={project.id} project={project} />
      ))}
    </Grid>
  );
}

function Grid({ label, children }: { label: string; children: ReactNode }) {
  return (
    <ul aria-label={label} className="grid grid-cols-[repeat(auto-fill,minmax(min(18rem,100%),1fr))] gap-4">
      {children}
    </ul>
  );
}

function isChanging({ status }: Project): boolean {
  return status === "creating" || status === "deleting";
}
