import { createFileRoute } from "@tanstack/react-router";
import { pageParam } from "@/components/search-params";
import { UsersPage } from "@/features/admin/users-page";

export const Route = createFileRoute("/_app/admin/users")({
  validateSearch: (search): { page?: number } => pageParam(search),
  component: Users,
});

function Users() {
  const navigate = Route.useNavigate();
  return (
    <UsersPage
      page={Route.useSearch().page ?? 1}
      onPage={(page) => navigate({ search: page === 1 ? {} : { page } })}
    />
  );
}
