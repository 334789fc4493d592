import { createFileRoute } from "@tanstack/react-router";
import { BackupStoragePage } from "@/features/backups/storage-page";

export const Route = createFileRoute("/_app/orgs/$orgId/backups")({ component: Backups });

function Backups() {
  return <BackupStoragePage orgId={Route.useParams().orgId} />;
}
