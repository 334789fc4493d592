import { createFileRoute } from "@tanstack/react-router";
import { ProjectSettingsPage } from "@/features/project-settings/project-settings-page";

export const Route = createFileRoute("/_app/projects/$projectId/settings")({ component: ProjectSettings });

function ProjectSettings() {
  return <ProjectSettingsPage projectId={Route.useParams().projectId} />;
}
