import { createFileRoute } from "@tanstack/react-router";
import { AnalyticsPage, type Window } from "@/features/analytics/analytics-page";

export const Route = createFileRoute("/_app/projects/$projectId/analytics")({
  validateSearch: ({ hours }): { hours?: 72 | 168 } => (hours === 72 || hours === 168 ? { hours } : {}),
  component: Analytics,
});

function Analytics() {
  const navigate = Route.useNavigate();
  const window = String(Route.useSearch().hours ?? 24) as Window;
  return (
    <AnalyticsPage
      projectId={Route.useParams().projectId}
      window={window}
      onWindow={(hours) =>
        navigate({ search: hours === "24" ? {} : { hours: hours === "72" ? 72 : 168 }, replace: true })
      }
    />
  );
}
