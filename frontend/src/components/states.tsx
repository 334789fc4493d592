import { type LucideIcon, RotateCw, Unplug } from "lucide-react";
import type { ReactNode } from "react";
import { ApiError } from "@/api/error";
import { Button } from "./ui/button";
import { CopyButton } from "./ui/copy-button";

/// Inside a card there is a frame already.
const frame =
  "grid grid-cols-[minmax(0,1fr)] justify-items-center gap-4 rounded-xl border border-dashed px-6 py-14 text-center sm:py-20 in-[section]:border-transparent in-[section]:px-2 in-[section]:py-6 in-[section]:sm:py-8";

interface EmptyStateProps {
  icon: LucideIcon;
  title: string;
  children: ReactNode;
  action?: ReactNode;
}

export function EmptyState({ icon: Icon, title, children, action }: EmptyStateProps) {
  return (
    <div className={frame}>
      <div className="grid size-12 place-items-center rounded-xl border bg-surface text-accent-text shadow-card">
        <Icon className="size-5" aria-hidden="true" />
      </div>
      <div className="grid max-w-md gap-1.5">
        <h2 className="font-semibold text-base">{title}</h2>
        <p className="text-pretty text-ink-faint">{children}</p>
      </div>
      {action}
    </div>
  );
}

interface ErrorStateProps {
  error: Error;
  title?: string;
  onRetry?: () => void;
  action?: ReactNode;
}

export function ErrorState({ error, title = "This could not be loaded", onRetry, action }: ErrorStateProps) {
  const requestId = error instanceof ApiError ? error.requestId : null;
  return (
    <div role="alert" className={frame}>
      <div className="grid size-12 place-items-center rounded-xl bg-danger-soft text-danger">
        <Unplug className="size-5" aria-hidden="true" />
      </div>
      <div className="grid max-w-md gap-1.5">
        <h2 className="font-semibold text-base">{title}</h2>
        <p className="text-pretty text-ink-faint">{error.message}</p>
      </div>
      {requestId !== null && (
        <p className="flex max-w-full items-center gap-1 text-ink-faint text-xs">
          <span className="truncate">
            Request <code className="font-mono">{requestId}</code>
          </span>
          <CopyButton value={requestId} what="request id" />
        </p>
      )}
      <div className="flex flex-wrap justify-center gap-2">
        {onRetry !== undefined && (
          <Button onClick={onRetry}>
            <RotateCw aria-hidden="true" />
            Try again
          </Button>
        )}
        {action}
      </div>
    </div>
  );
}
