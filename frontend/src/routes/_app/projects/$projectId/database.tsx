import { createFileRoute } from "@tanstack/react-router";
import { DatabasePage } from "@/features/database/database-page";

export const Route = createFileRoute("/_app/projects/$projectId/database")({ component: Database });

function Database() {
  return <DatabasePage projectId={Route.useParams().projectId} />;
}
