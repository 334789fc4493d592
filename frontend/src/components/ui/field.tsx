import { CircleAlert } from "lucide-react";
import { type ReactNode, useId } from "react";
import { cn } from "./cn";

/// What an input needs so that its label, hint and fault are announced with it.
export interface FieldControl {
  id: string;
  "aria-describedby"?: string;
  "aria-invalid"?: true;
}

interface FieldProps {
  label: ReactNode;
  hint?: ReactNode;
  fault?: string | undefined;
  optional?: boolean;
  className?: string;
  children: (control: FieldControl) => ReactNode;
}

export function Field({ label, hint, fault, optional = false, className, children }: FieldProps) {
  const id = useId();
  const note = fault ?? hint;
  const noteId = `${id}-note`;
  return (
    <div className={cn("grid gap-1.5", className)}>
      <label htmlFor={id} className="flex items-baseline justify-between gap-2 font-medium text-[0.8125rem]">
        <span>{label}</span>
        {optional && <span className="font-normal text-ink-faint text-xs">optional</span>}
      </label>
      {children({
        id,
        ...(note === undefined ? {} : { "aria-describedby": noteId }),
        ...(fault === undefined ? {} : { "aria-invalid": true }),
      })}
      {note !== undefined && (
        <p
          id={noteId}
          className={cn(
            "flex items-start gap-1.5 text-xs",
            fault === undefined ? "text-ink-faint" : "text-danger",
          )}
        >
          {fault !== undefined && <CircleAlert className="mt-px size-3.5 shrink-0" aria-hidden="true" />}
          <span>{note}</span>
        </p>
      )}
    </div>
  );
}
