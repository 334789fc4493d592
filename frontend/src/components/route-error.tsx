import { useQueryErrorResetBoundary } from "@tanstack/react-query";
import { type ErrorComponentProps, Link, useRouter } from "@tanstack/react-router";
import { Compass } from "lucide-react";
import { useEffect } from "react";
import { ApiError } from "@/api/error";
import { EmptyState, ErrorState } from "./states";
import { Button } from "./ui/button";

/// Stands in for a page whose data could not be loaded.
export function RouteError({ error }: ErrorComponentProps) {
  const router = useRouter();
  const { reset } = useQueryErrorResetBoundary();

  useEffect(reset, [reset]);

  if (error instanceof ApiError && error.status === 404) {
    return <NotFound reason={`${error.message} It may be deleted, or you may have no access to it.`} />;
  }
  return (
    <div className="mx-auto w-full max-w-2xl px-4 py-16">
      <title>Something is wrong · Dupabase</title>
      <ErrorState
        title="This page could not be loaded"
        error={error instanceof Error ? error : new Error(String(error))}
        onRetry={() => void router.invalidate()}
        action={<ToProjects />}
      />
    </div>
  );
}

export function NotFound({ reason = "The address may be mistyped, or what it showed is gone." }) {
  return (
    <div className="mx-auto w-full max-w-2xl px-4 py-16">
      <title>Not found · Dupabase</title>
      <EmptyState icon={Compass} title="There is nothing here" action={<ToProjects />}>
        {reason}
      </EmptyState>
    </div>
  );
}

function ToProjects() {
  return (
    <Button asChild>
      <Link to="/projects">Go to your projects</Link>
    </Button>
  );
}
