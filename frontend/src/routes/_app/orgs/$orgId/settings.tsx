import { createFileRoute } from "@tanstack/react-router";
import { OrganisationSettingsPage } from "@/features/organisation/settings-page";

export const Route = createFileRoute("/_app/orgs/$orgId/settings")({ component: Settings });

function Settings() {
  return <OrganisationSettingsPage orgId={Route.useParams().orgId} />;
}
