import { cn } from "./ui/cn";

/// The first letter of a name, where there is no picture.
export function Avatar({ name, className }: { name: string; className?: string }) {
  return (
    <span
      className={cn(
        "grid size-8 shrink-0 place-items-center rounded-full bg-accent-soft font-semibold text-accent-text text-xs uppercase",
        className,
      )}
      aria-hidden="true"
    >
      {name.slice(0, 1)}
    </span>
  );
}
