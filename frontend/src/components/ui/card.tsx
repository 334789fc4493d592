import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn";

export function Card({ className, ...props }: ComponentProps<"section">) {
  return <section {...props} className={cn("rounded-xl border bg-surface shadow-card", className)} />;
}

interface CardHeaderProps {
  title: ReactNode;
  description?: ReactNode;
  action?: ReactNode;
}

export function CardHeader({ title, description, action }: CardHeaderProps) {
  return (
    <div
      className={cn(
        "flex flex-wrap justify-between gap-x-4 gap-y-3 px-4 py-4 sm:px-5",
        description === undefined ? "items-center" : "items-start",
      )}
    >
      <div className="grid min-w-0 gap-0.5">
        <h2 className="font-semibold text-[0.9375rem]">{title}</h2>
        {description !== undefined && (
          <p className="max-w-prose text-ink-faint text-[0.8125rem]">{description}</p>
        )}
      </div>
      {action}
    </div>
  );
}

export function CardBody({ className, ...props }: ComponentProps<"div">) {
  return <div {...props} className={cn("border-t px-4 py-4 sm:px-5", className)} />;
}

export function CardFooter({ className, ...props }: ComponentProps<"div">) {
  return (
    <div
      {...props}
      className={cn(
        "flex flex-wrap items-center justify-end gap-3 rounded-b-xl border-t bg-canvas px-4 py-3 sm:px-5",
        className,
      )}
    />
  );
}
