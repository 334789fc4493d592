import { createFileRoute } from "@tanstack/react-router";
import { type LogSearch, logSearch } from "@/components/log-search";
import { ChangesLog } from "@/features/logs/changes-log";
import { LogsPage } from "@/features/logs/logs-page";

export const Route = createFileRoute("/_app/projects/$projectId/logs/changes")({
  validateSearch: (search): LogSearch => logSearch(search),
  component: Changes,
});

function Changes() {
  const { projectId } = Route.useParams();
  const navigate = Route.useNavigate();
  return (
    <LogsPage projectId={projectId}>
      <ChangesLog
        projectId={projectId}
        search={Route.useSearch()}
        onSearch={(search) => navigate({ search })}
      />
    </LogsPage>
  );
}
