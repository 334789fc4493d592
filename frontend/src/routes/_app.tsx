import { createFileRoute, Outlet, redirect } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import { ApiError } from "@/api/error";
import { organisationsQuery } from "@/api/organisations";
import { sessionQuery } from "@/api/session";
import { useSessionEnded } from "@/api/session-end";
import { Shell } from "@/features/shell/shell";

export const Route = createFileRoute("/_app")({
  beforeLoad: async ({ context, location }) => {
    void context.queryClient.prefetchQuery(organisationsQuery);
    try {
      await context.queryClient.ensureQueryData(sessionQuery);
    } catch (failure) {
      const signedOut = failure instanceof ApiError && failure.sessionEnded;
      throw signedOut ? redirect({ to: "/sign-in", search: { redirect: location.href } }) : failure;
    }
  },
  component: App,
});

const SignInAgain = lazy(() => import("@/features/sign-in/sign-in-again"));

function App() {
  const ended = useSessionEnded();
  return (
    <>
      <Shell>
        <Outlet />
      </Shell>
      <Suspense>{ended && <SignInAgain />}</Suspense>
    </>
  );
}
