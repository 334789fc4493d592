import { createFileRoute } from "@tanstack/react-router";
import { catalogQuery } from "@/api/studio";
import { SqlEditorPage } from "@/features/sql-editor/sql-editor-page";

export const Route = createFileRoute("/_app/projects/$projectId/sql")({
  loader: ({ context, params }) => void context.queryClient.prefetchQuery(catalogQuery(params.projectId)),
  component: Sql,
});

function Sql() {
  const { projectId } = Route.useParams();
  return <SqlEditorPage key={projectId} projectId={projectId} />;
}
