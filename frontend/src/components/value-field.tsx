import { Eye, EyeOff } from "lucide-react";
import { type ReactNode, useId, useState } from "react";
import { Button } from "./ui/button";
import { cn } from "./ui/cn";
import { CopyButton } from "./ui/copy-button";

interface ValueFieldProps {
  label: string;
  value: string;
  badge?: ReactNode;
  hint?: ReactNode;
  /// Hidden until somebody asks for it.
  secret?: boolean;
  className?: string;
}

/// A value to read or copy: an address, a key.
export function ValueField({ label, value, badge, hint, secret = false, className }: ValueFieldProps) {
  const id = useId();
  const [revealed, setRevealed] = useState(!secret);
  return (
    <div className={cn("grid min-w-0 gap-1.5", className)}>
      <div className="flex items-center gap-2">
        <span id={id} className="font-medium text-[0.8125rem]">
          {label}
        </span>
        {badge}
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for inputs; this groups a value with its buttons. */}
      <div
        role="group"
        aria-labelledby={id}
        className="flex min-w-0 items-center gap-0.5 rounded-lg border bg-code py-0.5 pr-0.5 pl-3"
      >
        <code
          className={cn(
            "min-w-0 flex-1 overflow-hidden whitespace-nowrap py-1 font-mono text-[0.8125rem]",
            revealed && "text-ellipsis",
          )}
        >
          {revealed ? value : <span aria-hidden="true">{"•".repeat(40)}</span>}
          {!revealed && <span className="sr-only">hidden</span>}
        </code>
        {secret && (
          <Button
            look="ghost"
            size="icon"
            aria-label={revealed ? `Hide ${label}` : `Reveal ${label}`}
            aria-pressed={revealed}
            onClick={() => setRevealed(!revealed)}
          >
            {revealed ? <EyeOff aria-hidden="true" /> : <Eye aria-hidden="true" />}
          </Button>
        )}
        <CopyButton value={value} what={label} />
      </div>
      {hint !== undefined && <p className="text-ink-faint text-xs">{hint}</p>}
    </div>
  );
}
