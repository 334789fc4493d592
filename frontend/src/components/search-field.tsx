import { Search } from "lucide-react";
import type { ComponentProps } from "react";
import { cn } from "./ui/cn";
import { Input } from "./ui/input";

interface SearchFieldProps extends Omit<ComponentProps<"input">, "type" | "onChange"> {
  label: string;
  onChange: (text: string) => void;
}

/// Where the shortcut `/` leads to.
export function SearchField({ label, onChange, className, ...props }: SearchFieldProps) {
  return (
    <div className={cn("relative w-full sm:w-64", className)}>
      <Search
        className="pointer-events-none absolute top-2.5 left-2.5 size-4 text-ink-faint"
        aria-hidden="true"
      />
      <Input
        {...props}
        type="search"
        aria-label={label}
        placeholder={label}
        onChange={(event) => onChange(event.target.value)}
        className="pl-8.5"
      />
    </div>
  );
}
