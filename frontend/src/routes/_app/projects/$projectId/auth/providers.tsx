import { createFileRoute } from "@tanstack/react-router";
import { ProvidersPage } from "@/features/auth-settings/providers-page";

export const Route = createFileRoute("/_app/projects/$projectId/auth/providers")({ component: Shown });

function Shown() {
  const { projectId } = Route.useParams();
  return <ProvidersPage key={projectId} projectId={projectId} />;
}
