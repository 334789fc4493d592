import { createFileRoute } from "@tanstack/react-router";
import { ProjectHomePage } from "@/features/project-home/project-home";
import { TourCard } from "@/features/tour/tour-card";

export const Route = createFileRoute("/_app/projects/$projectId/")({ component: ProjectHome });

function ProjectHome() {
  return (
    <ProjectHomePage
      projectId={Route.useParams().projectId}
      tour={(project) => <TourCard key={project.id} project={project} />}
    />
  );
}
