import { createFileRoute } from "@tanstack/react-router";
import { MembersPage } from "@/features/organisation/members-page";

export const Route = createFileRoute("/_app/orgs/$orgId/members")({
  validateSearch: (search): { invite?: true } => (search.invite === true ? { invite: true } : {}),
  component: Members,
});

function Members() {
  const navigate = Route.useNavigate();
  return (
    <MembersPage
      orgId={Route.useParams().orgId}
      inviting={Route.useSearch().invite ?? false}
      onInviting={(inviting) => navigate({ search: inviting ? { invite: true } : {}, replace: !inviting })}
    />
  );
}
