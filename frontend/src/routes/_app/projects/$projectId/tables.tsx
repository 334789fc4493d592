import { createFileRoute } from "@tanstack/react-router";
import { catalogQuery } from "@/api/studio";
import { TableEditorPage } from "@/features/table-editor/table-editor-page";
import { readTableSearch } from "@/features/table-editor/table-search";

export const Route = createFileRoute("/_app/projects/$projectId/tables")({
  validateSearch: readTableSearch,
  loader: ({ context, params }) => void context.queryClient.prefetchQuery(catalogQuery(params.projectId)),
  component: Tables,
});

function Tables() {
  const { projectId } = Route.useParams();
  const search = Route.useSearch();
  const navigate = Route.useNavigate();
  return (
    <TableEditorPage
      projectId={projectId}
      search={search}
      onSearch={(next, options) => void navigate({ search: next, replace: options?.replace ?? false })}
    />
  );
}
