import { useQueryErrorResetBoundary } from "@tanstack/react-query";
import { type ErrorComponentProps, Link, useRouter } from "@tanstack/react-router";
import { useEffect } from "react";
import { ApiError } from "@/api/error";
import { ErrorState } from "./states";
import { Button } from "./ui/button";

/// Stands in for a page whose data could not be loaded.
export function RouteError({ error }: ErrorComponentProps) {
  const router = useRouter();
  const { reset } = useQueryErrorResetBoundary();
  const missing = error instanceof ApiError && error.status === 404;

  useEffect(reset, [reset]);

  return (
    <div className="mx-auto w-full max-w-2xl px-4 py-16">
      <title>Something is wrong · Dupabase</title>
      <ErrorState
        title={missing ? "Not found" : "This page could not be loaded"}
        error={error instanceof Error ? error : new Error(String(error))}
        {...(missing ? {} : { onRetry: () => void router.invalidate() })}
        action={
          <Button asChild look={missing ? "secondary" : "ghost"}>
            <Link to="/projects">Go to your projects</Link>
          </Button>
        }
      />
    </div>
  );
}
