import { ChevronDown } from "lucide-react";
import type { ComponentProps } from "react";
import { cn } from "./cn";
import { inputClasses } from "./input";

/// The browser's own select: it works by keyboard, on phones and inside dialogs.
export function Select({ className, children, ...props }: ComponentProps<"select">) {
  return (
    <span className={cn("relative grid min-w-0", className)}>
      <select {...props} className={cn(inputClasses, "cursor-pointer appearance-none truncate pr-8")}>
        {children}
      </select>
      <ChevronDown
        className="pointer-events-none absolute top-2.5 right-2.5 size-4 text-ink-faint"
        aria-hidden="true"
      />
    </span>
  );
}
