import type { QueryClient } from "@tanstack/react-query";
import { createRootRouteWithContext, Outlet } from "@tanstack/react-router";
import { NotFound, RouteError } from "@/components/route-error";
import { Toaster } from "@/components/ui/toast";

export const Route = createRootRouteWithContext<{ queryClient: QueryClient }>()({
  component: Root,
  errorComponent: RouteError,
  notFoundComponent: () => <NotFound />,
});

function Root() {
  return (
    <>
      <Outlet />
      <Toaster />
    </>
  );
}
