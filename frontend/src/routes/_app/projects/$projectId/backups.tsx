import { createFileRoute } from "@tanstack/react-router";
import { ProjectBackupsPage } from "@/features/backups/project-backups-page";

export const Route = createFileRoute("/_app/projects/$projectId/backups")({ component: Backups });

function Backups() {
  return <ProjectBackupsPage projectId={Route.useParams().projectId} />;
}
