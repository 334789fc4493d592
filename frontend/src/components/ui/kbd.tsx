import type { ComponentProps } from "react";
import { cn } from "./cn";

export function Kbd({ className, ...props }: ComponentProps<"kbd">) {
  return (
    <kbd
      {...props}
      className={cn(
        "inline-flex h-5 min-w-5 items-center justify-center rounded border bg-canvas px-1 font-sans text-[0.6875rem] text-ink-faint",
        className,
      )}
    />
  );
}
