import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";
import { Button } from "./button";
import { cn } from "./cn";

interface CopyButtonProps {
  value: string;
  /// What is copied, as in “Copy anon key”.
  what: string;
  /// Shows the word beside the icon.
  wordy?: boolean;
  className?: string;
}

export function CopyButton({ value, what, wordy = false, className }: CopyButtonProps) {
  const [outcome, setOutcome] = useState<"idle" | "copied" | "failed">("idle");

  useEffect(() => {
    if (outcome === "idle") return;
    const timer = setTimeout(() => setOutcome("idle"), 3_000);
    return () => clearTimeout(timer);
  }, [outcome]);

  const copied = outcome === "copied";
  const Icon = copied ? Check : Copy;
  return (
    <>
      <Button
        look={wordy ? "secondary" : "ghost"}
        size={wordy ? "sm" : "icon"}
        aria-label={`Copy ${what}`}
        title={`Copy ${what}`}
        className={cn(copied && "text-success hover:text-success", className)}
        onClick={async () => setOutcome((await copyText(value)) ? "copied" : "failed")}
      >
        <Icon aria-hidden="true" />
        {wordy && (copied ? "Copied" : "Copy")}
      </Button>
      <span role="status" className="sr-only">
        {copied && `Copied ${what}`}
        {outcome === "failed" && `Could not copy ${what}`}
      </span>
    </>
  );
}

/// The clipboard API exists only on https and localhost; a self-hosted dashboard may run on plain http.
export async function copyText(value: string): Promise<boolean> {
  try {
    if (navigator.clipboard) {
      await navigator.clipboard.writeText(value);
      return true;
    }
  } catch {
    // Not allowed: try the older way.
  }
  const area = document.createElement("textarea");
  area.value = value;
  area.className = "fixed top-0 left-0 size-px opacity-0";
  const host = document.querySelector("dialog:modal") ?? document.body;
  const focused = document.activeElement;
  host.append(area);
  area.select();
  try {
    return document.execCommand("copy");
  } finally {
    area.remove();
    if (focused instanceof HTMLElement) focused.focus();
  }
}
