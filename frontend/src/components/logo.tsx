import { cn } from "./ui/cn";

export function LogoMark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 32 32" className={cn("size-7 shrink-0", className)} aria-hidden="true">
      <rect width="32" height="32" rx="8" className="fill-accent" />
      <path d="M9 8h7.5a8 8 0 0 1 0 16H9v-4.2h7.3a3.8 3.8 0 0 0 0-7.6H9z" className="fill-accent-ink" />
      <path d="M9 14.4h5.2a1.6 1.6 0 0 1 0 3.2H9z" className="fill-accent-ink opacity-60" />
    </svg>
  );
}

export function Logo() {
  return (
    <span className="flex items-center gap-2.5 font-semibold text-[0.9375rem] tracking-tight">
      <LogoMark />
      Dupabase
    </span>
  );
}
