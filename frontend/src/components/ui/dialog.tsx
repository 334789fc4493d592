import { X } from "lucide-react";
import { type ReactNode, useId, useLayoutEffect, useState } from "react";
import { Button } from "./button";
import { cn } from "./cn";
import { PortalHost } from "./portal-host";

interface DialogSurfaceProps {
  onClose: () => void;
  label?: string;
  labelledBy?: string;
  describedBy?: string | undefined;
  className?: string;
  children: ReactNode;
}

/// The browser's own modal dialog: it traps focus, closes on Escape, and gives focus back when it goes.
/// It is shown for as long as it is mounted. Focus goes to its first control, or to the one with data-first-focus.
export function DialogSurface({
  onClose,
  label,
  labelledBy,
  describedBy,
  className,
  children,
}: DialogSurfaceProps) {
  const [element, setElement] = useState<HTMLDialogElement | null>(null);

  useLayoutEffect(() => {
    element?.showModal();
    element?.querySelector<HTMLElement>("[data-first-focus]")?.focus();
    return () => element?.close();
  }, [element]);

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: a click beside the dialog closes it, as Escape does by itself.
    <dialog
      ref={setElement}
      aria-label={label}
      aria-labelledby={labelledBy}
      aria-describedby={describedBy}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => {
        if (event.target === event.currentTarget) onClose();
      }}
      className={className}
    >
      <PortalHost value={element}>{children}</PortalHost>
    </dialog>
  );
}

interface DialogProps {
  onClose: () => void;
  title: string;
  description?: ReactNode;
  size?: "sm" | "md" | "lg";
  children: ReactNode;
}

const widths = { sm: "max-w-md", md: "max-w-lg", lg: "max-w-2xl" };

export function Dialog({ onClose, title, description, size = "md", children }: DialogProps) {
  const id = useId();
  return (
    <DialogSurface
      onClose={onClose}
      labelledBy={`${id}-title`}
      describedBy={description === undefined ? undefined : `${id}-description`}
      className={cn(
        "rise m-auto max-h-[calc(100dvh-2rem)] w-[calc(100vw-2rem)] overflow-y-auto rounded-2xl border bg-raised shadow-pop",
        widths[size],
      )}
    >
      <div className="grid gap-5 p-5 sm:p-6">
        <div className="grid gap-1.5 pr-8">
          <h2 id={`${id}-title`} className="font-semibold text-base">
            {title}
          </h2>
          {description !== undefined && (
            <div id={`${id}-description`} className="text-ink-soft">
              {description}
            </div>
          )}
        </div>
        {children}
      </div>
      <Button
        look="ghost"
        size="icon"
        aria-label="Close"
        onClick={onClose}
        className="absolute top-3.5 right-3.5 sm:top-4 sm:right-4"
      >
        <X aria-hidden="true" />
      </Button>
    </DialogSurface>
  );
}

export function DialogActions({ children }: { children: ReactNode }) {
  return <div className="flex flex-col-reverse gap-2 sm:flex-row sm:justify-end">{children}</div>;
}
