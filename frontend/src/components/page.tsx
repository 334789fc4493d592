import type { ReactNode } from "react";
import { cn } from "./ui/cn";

interface PageProps {
  /// Stands in the browser's tab as well.
  title: string;
  heading?: ReactNode;
  description?: ReactNode;
  actions?: ReactNode;
  /// How much room the content may take: forms read best in a narrow column.
  width?: "narrow" | "wide";
  children: ReactNode;
}

export function Page({ title, heading, description, actions, width = "narrow", children }: PageProps) {
  return (
    <div
      className={cn(
        "mx-auto grid w-full grid-cols-[minmax(0,1fr)] gap-6 px-4 py-6 sm:px-6 sm:py-8 lg:px-10",
        width === "narrow" ? "max-w-5xl" : "max-w-[110rem]",
      )}
    >
      <title>{`${title} · Dupabase`}</title>
      <header className="flex flex-wrap items-start justify-between gap-x-6 gap-y-4">
        <div className="grid min-w-0 gap-1">
          <h1 className="min-w-0 font-semibold text-[1.375rem] leading-8 [overflow-wrap:anywhere]">
            {heading ?? title}
          </h1>
          {description !== undefined && <div className="max-w-prose text-ink-faint">{description}</div>}
        </div>
        {actions !== undefined && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
      </header>
      {children}
    </div>
  );
}
