import { cn } from "./cn";

interface SegmentsProps<Value extends string> {
  label: string;
  value: Value;
  options: readonly { value: Value; text: string }[];
  onChange: (value: Value) => void;
  className?: string;
}

/// One choice out of a few, side by side. Radio buttons underneath, so that the arrow keys work.
export function Segments<Value extends string>(props: SegmentsProps<Value>) {
  const { label, value, options, onChange, className } = props;
  return (
    <fieldset className={cn("inline-flex rounded-lg border bg-canvas p-0.5", className)}>
      <legend className="sr-only">{label}</legend>
      {options.map((option) => (
        <label
          key={option.value}
          className="cursor-pointer rounded-md px-2.5 py-1 text-ink-faint text-xs transition-colors hover:text-ink has-checked:bg-surface has-checked:font-medium has-checked:text-ink has-checked:shadow-card has-focus-visible:outline-2 has-focus-visible:outline-accent dark:has-checked:bg-hover"
        >
          <input
            type="radio"
            name={label}
            className="sr-only"
            checked={option.value === value}
            onChange={() => onChange(option.value)}
          />
          {option.text}
        </label>
      ))}
    </fieldset>
  );
}
