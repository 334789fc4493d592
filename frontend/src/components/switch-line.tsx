import { type ComponentProps, type ReactNode, useId } from "react";
import { cn } from "./ui/cn";
import { Switch } from "./ui/switch";

interface SwitchLineProps extends Omit<ComponentProps<typeof Switch>, "id"> {
  label: ReactNode;
  note?: ReactNode;
}

/// A switch with what it means.
export function SwitchLine({ label, note, className, ...props }: SwitchLineProps) {
  const id = useId();
  return (
    <div className={cn("flex items-start justify-between gap-6", className)}>
      <div className="grid gap-0.5">
        <label htmlFor={id} className="font-medium text-[0.8125rem]">
          {label}
        </label>
        {note !== undefined && (
          <p id={`${id}-note`} className="text-ink-faint text-xs">
            {note}
          </p>
        )}
      </div>
      <Switch {...props} id={id} {...(note === undefined ? {} : { "aria-describedby": `${id}-note` })} />
    </div>
  );
}
