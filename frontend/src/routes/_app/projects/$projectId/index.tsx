import { createFileRoute } from "@tanstack/react-router";
import { ProjectHomePage } from "@/features/project-home/project-home";

export const Route = createFileRoute("/_app/projects/$projectId/")({ component: ProjectHome });

function ProjectHome() {
  return <ProjectHomePage projectId={Route.useParams().projectId} />;
}
