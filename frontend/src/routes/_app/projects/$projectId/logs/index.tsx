import { createFileRoute } from "@tanstack/react-router";
import { LogsPage } from "@/features/logs/logs-page";
import { RequestLog } from "@/features/logs/request-log";
import { type RequestSearch, requestSearch } from "@/features/logs/request-search";

export const Route = createFileRoute("/_app/projects/$projectId/logs/")({
  validateSearch: (search): RequestSearch => requestSearch(search),
  component: Requests,
});

function Requests() {
  const { projectId } = Route.useParams();
  const navigate = Route.useNavigate();
  return (
    <LogsPage projectId={projectId}>
      <RequestLog
        projectId={projectId}
        search={Route.useSearch()}
        onSearch={(search) => navigate({ search, replace: true })}
      />
    </LogsPage>
  );
}
