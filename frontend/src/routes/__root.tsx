import type { QueryClient } from "@tanstack/react-query";
import { createRootRouteWithContext, Link, Outlet } from "@tanstack/react-router";
import { Compass } from "lucide-react";
import { RouteError } from "@/components/route-error";
import { EmptyState } from "@/components/states";
import { Button } from "@/components/ui/button";
import { Toaster } from "@/components/ui/toast";

export const Route = createRootRouteWithContext<{ queryClient: QueryClient }>()({
  component: Root,
  errorComponent: RouteError,
  notFoundComponent: NotFound,
});

function Root() {
  return (
    <>
      <Outlet />
      <Toaster />
    </>
  );
}

function NotFound() {
  return (
    <div className="mx-auto w-full max-w-2xl px-4 py-16">
      <title>Not found · Dupabase</title>
      <EmptyState
        icon={Compass}
        title="There is no such page"
        action={
          <Button asChild>
            <Link to="/projects">Go to your projects</Link>
          </Button>
        }
      >
        The address may be mistyped, or what it showed is gone.
      </EmptyState>
    </div>
  );
}
