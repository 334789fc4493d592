import { createFileRoute } from "@tanstack/react-router";
import { textParam } from "@/components/search-params";
import { TemplatesPage } from "@/features/auth-settings/templates-page";

export const Route = createFileRoute("/_app/projects/$projectId/auth/templates")({
  validateSearch: (search): { kind?: string } => textParam("kind", search),
  component: Templates,
});

function Templates() {
  const { projectId } = Route.useParams();
  const navigate = Route.useNavigate();
  return (
    <TemplatesPage
      key={projectId}
      projectId={projectId}
      kind={Route.useSearch().kind}
      onKind={(kind) => navigate({ search: { kind }, replace: true })}
    />
  );
}
