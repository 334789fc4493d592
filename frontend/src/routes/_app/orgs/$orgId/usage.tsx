import { createFileRoute } from "@tanstack/react-router";
import { UsagePage } from "@/features/usage/usage-page";

export const Route = createFileRoute("/_app/orgs/$orgId/usage")({
  validateSearch: ({ month }): { month?: "last" } => (month === "last" ? { month } : {}),
  component: Usage,
});

function Usage() {
  const navigate = Route.useNavigate();
  return (
    <UsagePage
      orgId={Route.useParams().orgId}
      month={Route.useSearch().month ?? "this"}
      onMonth={(month) => navigate({ search: month === "last" ? { month } : {}, replace: true })}
    />
  );
}
