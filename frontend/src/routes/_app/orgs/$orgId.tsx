import { createFileRoute, Outlet } from "@tanstack/react-router";
import { organisationQuery } from "@/api/organisations";

/// Every page of an organisation has the organisation at hand.
export const Route = createFileRoute("/_app/orgs/$orgId")({
  loader: ({ context, params }) => context.queryClient.ensureQueryData(organisationQuery(params.orgId)),
  component: Outlet,
});
