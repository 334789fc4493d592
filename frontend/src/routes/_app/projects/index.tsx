import { createFileRoute, redirect } from "@tanstack/react-router";
import { organisationsQuery, rememberedOrganisation } from "@/api/organisations";
import { NotFound } from "@/components/route-error";

/// Leads to the projects of the organisation somebody looked at last.
export const Route = createFileRoute("/_app/projects/")({
  validateSearch: (search): { create?: true } => (search.create === true ? { create: true } : {}),
  beforeLoad: async ({ context, search }) => {
    const organisation = rememberedOrganisation(
      await context.queryClient.ensureQueryData(organisationsQuery),
    );
    if (organisation === undefined) return;
    throw redirect({ to: "/orgs/$orgId", params: { orgId: organisation.id }, search, replace: true });
  },
  component: () => <NotFound reason="Your account is in no organisation. Ask for an invite." />,
});
