import { createFileRoute, Outlet } from "@tanstack/react-router";
import { sessionQuery } from "@/api/session";
import { NotFound } from "@/components/route-error";

/// Pages of administrators. The server refuses everybody else; this spares them the sight of refusals.
export const Route = createFileRoute("/_app/admin")({
  loader: ({ context }) => context.queryClient.ensureQueryData(sessionQuery),
  component: Admin,
});

function Admin() {
  return Route.useLoaderData().is_admin ? (
    <Outlet />
  ) : (
    <NotFound reason="These pages are for administrators of this server." />
  );
}
