import { createFileRoute } from "@tanstack/react-router";
import { ApiKeysPage } from "@/features/api-keys/api-keys-page";

export const Route = createFileRoute("/_app/projects/$projectId/keys")({ component: ApiKeys });

function ApiKeys() {
  return <ApiKeysPage projectId={Route.useParams().projectId} />;
}
