import { createFileRoute } from "@tanstack/react-router";
import { pageParam, textParam } from "@/components/search-params";
import { UsersPage, type UsersSearch } from "@/features/auth-users/users-page";

export const Route = createFileRoute("/_app/projects/$projectId/auth/users")({
  validateSearch: (search): UsersSearch => ({
    ...pageParam(search),
    ...textParam("q", search),
    ...textParam("user", search),
  }),
  component: Users,
});

function Users() {
  const navigate = Route.useNavigate();
  return (
    <UsersPage
      projectId={Route.useParams().projectId}
      search={Route.useSearch()}
      onSearch={(search) => navigate({ search, replace: search.user === undefined })}
    />
  );
}
