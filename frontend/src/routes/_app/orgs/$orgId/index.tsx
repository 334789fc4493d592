import { createFileRoute } from "@tanstack/react-router";
import { projectsIn } from "@/api/projects";
import { textParam } from "@/components/search-params";
import { ProjectListPage } from "@/features/projects/project-list";

export const Route = createFileRoute("/_app/orgs/$orgId/")({
  validateSearch: (search): { q?: string; create?: true } => ({
    ...textParam("q", search),
    ...(search.create === true ? { create: true } : {}),
  }),
  loader: ({ context, params }) => void context.queryClient.prefetchQuery(projectsIn(params.orgId)),
  component: Projects,
});

function Projects() {
  const { q, create } = Route.useSearch();
  const navigate = Route.useNavigate();
  return (
    <ProjectListPage
      orgId={Route.useParams().orgId}
      search={q ?? ""}
      creating={create ?? false}
      onSearch={(text) => navigate({ search: text === "" ? {} : { q: text }, replace: true })}
      onCreating={(creating) => navigate({ search: creating ? { create: true } : {}, replace: !creating })}
    />
  );
}
