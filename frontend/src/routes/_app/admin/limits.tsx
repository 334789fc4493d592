import { createFileRoute } from "@tanstack/react-router";
import { pageParam, textParam } from "@/components/search-params";
import { LimitsPage } from "@/features/admin/limits-page";

export const Route = createFileRoute("/_app/admin/limits")({
  validateSearch: (search): { page?: number; q?: string } => ({
    ...pageParam(search),
    ...textParam("q", search),
  }),
  component: Limits,
});

function Limits() {
  const { page, q } = Route.useSearch();
  const navigate = Route.useNavigate();
  return (
    <LimitsPage
      page={page ?? 1}
      search={q ?? ""}
      onShow={(to, search) =>
        navigate({
          search: { ...(to === 1 ? {} : { page: to }), ...(search === "" ? {} : { q: search }) },
          replace: true,
        })
      }
    />
  );
}
