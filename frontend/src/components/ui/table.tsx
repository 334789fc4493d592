import type { ComponentProps } from "react";
import { cn } from "./cn";

interface TableProps extends ComponentProps<"table"> {
  label: string;
}

/// Rows and columns to read. What does not fit scrolls sideways by itself, never the page.
export function Table({ label, className, ...props }: TableProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: no landmark, as the card around it is one, and no fieldset.
    <div
      role="group"
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
      tabIndex={0}
      className="-outline-offset-2 relative min-w-0 overflow-x-auto rounded-[inherit]"
    >
      <table {...props} className={cn("w-full border-collapse text-left text-[0.8125rem]", className)} />
    </div>
  );
}

export function Th({ className, ...props }: ComponentProps<"th">) {
  return (
    <th
      scope="col"
      {...props}
      className={cn(
        "h-9 whitespace-nowrap px-3 font-medium text-ink-faint text-xs first:pl-4 last:pr-4 sm:last:pr-5 sm:first:pl-5",
        className,
      )}
    />
  );
}

export function Td({ className, ...props }: ComponentProps<"td">) {
  return (
    <td
      {...props}
      className={cn(
        "h-11 border-t px-3 py-2 align-middle first:pl-4 last:pr-4 sm:last:pr-5 sm:first:pl-5",
        className,
      )}
    />
  );
}
