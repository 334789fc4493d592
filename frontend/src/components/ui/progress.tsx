import { cn } from "./cn";

interface ProgressProps {
  label: string;
  /// From 0 to 100; null while nobody knows.
  percent: number | null;
  tone?: "accent" | "warning" | "danger";
  className?: string;
}

const tones = { accent: "bg-accent", warning: "bg-warning", danger: "bg-danger" };

export function Progress({ label, percent, tone = "accent", className }: ProgressProps) {
  const known = percent === null ? null : Math.min(100, Math.max(0, percent));
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      {...(known === null ? {} : { "aria-valuenow": Math.round(known) })}
      className={cn("h-2 overflow-hidden rounded-full bg-subtle", className)}
    >
      <div
        className={cn(
          "h-full rounded-full transition-[width] duration-300",
          tones[tone],
          known === null && "w-1/3 animate-pulse",
        )}
        style={known === null ? undefined : { width: `${known}%` }}
      />
    </div>
  );
}
