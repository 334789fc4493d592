import { X } from "lucide-react";
import { type ReactNode, useId } from "react";
import { Button } from "./button";
import { cn } from "./cn";
import { DialogSurface } from "./dialog";

interface FormPanelProps {
  title: ReactNode;
  description?: ReactNode;
  onClose: () => void;
  /// Stays below what scrolls.
  footer?: ReactNode;
  width?: "md" | "lg";
  children: ReactNode;
}

/// A modal panel at the right edge, for forms too long for a dialog.
export function FormPanel({ title, description, onClose, footer, width = "md", children }: FormPanelProps) {
  const id = useId();
  return (
    <DialogSurface
      onClose={onClose}
      labelledBy={id}
      className={cn(
        "slide-in-right m-0 ml-auto h-dvh max-h-none w-full max-w-full border-l bg-raised shadow-pop",
        width === "md" ? "sm:w-[32rem]" : "sm:w-[48rem]",
      )}
    >
      <div className="flex h-full flex-col">
        <header className="flex items-start gap-3 border-b px-4 py-3.5 sm:px-5">
          <div className="grid min-w-0 flex-1 gap-0.5">
            <h2 id={id} className="font-semibold text-base [overflow-wrap:anywhere]">
              {title}
            </h2>
            {description !== undefined && <p className="text-ink-faint text-[0.8125rem]">{description}</p>}
          </div>
          <Button look="ghost" size="icon" aria-label="Close" onClick={onClose} className="-mr-1.5">
            <X aria-hidden="true" />
          </Button>
        </header>
        <div className="min-h-0 flex-1 overflow-y-auto px-4 py-5 sm:px-5">{children}</div>
        {footer !== undefined && (
          <footer className="flex flex-wrap items-center justify-end gap-2 border-t bg-canvas px-4 py-3 sm:px-5">
            {footer}
          </footer>
        )}
      </div>
    </DialogSurface>
  );
}
