import { createFileRoute } from "@tanstack/react-router";
import { type LogSearch, logSearch } from "@/components/log-search";
import { AuditPage } from "@/features/admin/audit-page";

export const Route = createFileRoute("/_app/admin/audit")({
  validateSearch: (search): LogSearch => logSearch(search),
  component: Audit,
});

function Audit() {
  const navigate = Route.useNavigate();
  return <AuditPage search={Route.useSearch()} onSearch={(search) => navigate({ search })} />;
}
