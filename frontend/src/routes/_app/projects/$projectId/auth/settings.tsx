import { createFileRoute } from "@tanstack/react-router";
import { AuthSettingsPage } from "@/features/auth-settings/settings-page";

export const Route = createFileRoute("/_app/projects/$projectId/auth/settings")({ component: Shown });

function Shown() {
  const { projectId } = Route.useParams();
  return <AuthSettingsPage key={projectId} projectId={projectId} />;
}
