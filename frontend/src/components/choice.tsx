import type { ReactNode } from "react";
import { cn } from "./ui/cn";

interface ChoiceProps {
  label: ReactNode;
  note?: ReactNode;
  checked: boolean;
  disabled?: boolean;
  onChange: (on: boolean) => void;
  className?: string;
}

/// A box to tick, with its words beside it.
export function Choice({ label, note, checked, disabled, onChange, className }: ChoiceProps) {
  return (
    <label className={cn("flex items-start gap-2 text-[0.8125rem]", className)}>
      <input
        type="checkbox"
        className="mt-0.5 size-4 shrink-0 accent-accent"
        checked={checked}
        disabled={disabled}
        onChange={(event) => onChange(event.target.checked)}
      />
      <span className="grid">
        {label}
        {note !== undefined && <span className="text-ink-faint text-xs">{note}</span>}
      </span>
    </label>
  );
}

interface ChoicesProps {
  legend: string;
  options: readonly string[];
  chosen: readonly string[];
  onChange: (chosen: readonly string[]) => void;
}

/// Several out of a few; their order is that of ticking.
export function Choices({ legend, options, chosen, onChange }: ChoicesProps) {
  return (
    <fieldset className="grid gap-1.5">
      <legend className="mb-1.5 font-medium text-[0.8125rem]">{legend}</legend>
      <div className="flex flex-wrap gap-2">
        {options.map((option) => {
          const at = chosen.indexOf(option);
          return (
            <label
              key={option}
              className="flex cursor-pointer items-center gap-1.5 rounded-lg border px-2.5 py-1 font-mono text-xs transition-colors hover:border-line-strong has-checked:border-accent has-checked:bg-accent-soft has-focus-visible:outline-2 has-focus-visible:outline-accent has-focus-visible:outline-offset-2"
            >
              <input
                type="checkbox"
                className="sr-only"
                checked={at >= 0}
                onChange={() =>
                  onChange(at >= 0 ? chosen.filter((one) => one !== option) : [...chosen, option])
                }
              />
              {option}
              {chosen.length > 1 && at >= 0 && <span className="text-ink-faint">{at + 1}</span>}
            </label>
          );
        })}
      </div>
    </fieldset>
  );
}
