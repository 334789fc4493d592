import { createFileRoute } from "@tanstack/react-router";
import { catalogQuery } from "@/api/studio";
import { textParam } from "@/components/search-params";
import { ApiDocsPage } from "@/features/api-docs/api-docs-page";

export const Route = createFileRoute("/_app/projects/$projectId/api")({
  validateSearch: (search) => ({ ...textParam("schema", search), ...textParam("name", search) }),
  loader: ({ context, params }) => void context.queryClient.prefetchQuery(catalogQuery(params.projectId)),
  component: ApiDocs,
});

function ApiDocs() {
  const { projectId } = Route.useParams();
  const { schema, name } = Route.useSearch();
  const navigate = Route.useNavigate();
  return (
    <ApiDocsPage
      projectId={projectId}
      schema={schema ?? "public"}
      name={name}
      onChoose={(chosen) => void navigate({ search: chosen })}
    />
  );
}
