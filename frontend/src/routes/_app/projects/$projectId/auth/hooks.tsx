import { createFileRoute } from "@tanstack/react-router";
import { HooksPage } from "@/features/auth-settings/hooks-page";

export const Route = createFileRoute("/_app/projects/$projectId/auth/hooks")({ component: Shown });

function Shown() {
  const { projectId } = Route.useParams();
  return <HooksPage key={projectId} projectId={projectId} />;
}
