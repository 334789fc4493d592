import { createFileRoute, Outlet, redirect } from "@tanstack/react-router";
import { ApiError } from "@/api/error";
import { sessionQuery } from "@/api/session";
import { Shell } from "@/features/shell/shell";

export const Route = createFileRoute("/_app")({
  beforeLoad: async ({ context, location }) => {
    try {
      await context.queryClient.ensureQueryData(sessionQuery);
    } catch (failure) {
      const signedOut = failure instanceof ApiError && failure.sessionEnded;
      throw signedOut ? redirect({ to: "/sign-in", search: { redirect: location.href } }) : failure;
    }
  },
  component: App,
});

function App() {
  return (
    <Shell>
      <Outlet />
    </Shell>
  );
}
