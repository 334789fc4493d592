import { createFileRoute } from "@tanstack/react-router";
import { catalogQuery } from "@/api/studio";
import { textParam } from "@/components/search-params";
import { PoliciesPage } from "@/features/policies/policies-page";

export const Route = createFileRoute("/_app/projects/$projectId/policies")({
  validateSearch: (search) => ({ ...textParam("schema", search), ...textParam("name", search) }),
  loader: ({ context, params }) => void context.queryClient.prefetchQuery(catalogQuery(params.projectId)),
  component: Policies,
});

function Policies() {
  const { projectId } = Route.useParams();
  const { schema, name } = Route.useSearch();
  const navigate = Route.useNavigate();
  return (
    <PoliciesPage
      projectId={projectId}
      schema={schema ?? "public"}
      name={name}
      onChoose={(chosen) => void navigate({ search: chosen })}
    />
  );
}
