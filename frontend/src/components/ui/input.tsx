import type { ComponentProps } from "react";
import { cn } from "./cn";

export const inputClasses =
  "h-9 w-full min-w-0 rounded-lg border border-line-strong bg-surface px-3 text-sm text-ink shadow-card transition-colors hover:border-ink-faint focus-visible:border-accent focus-visible:outline-offset-0 disabled:opacity-60 aria-invalid:border-danger";

export function Input({ className, ...props }: ComponentProps<"input">) {
  return <input {...props} className={cn(inputClasses, className)} />;
}
