import { cn } from "./ui/cn";

interface ChoiceCardsProps<Value extends string> {
  label: string;
  /// Tells this group of radio buttons from others of the page.
  name: string;
  value: Value;
  choices: readonly { value: Value; text: string; note?: string }[];
  onChange: (value: Value) => void;
  className?: string;
}

/// One choice out of a few that need a word of explanation each.
export function ChoiceCards<Value extends string>(props: ChoiceCardsProps<Value>) {
  const { label, name, value, choices, onChange, className } = props;
  return (
    <fieldset className={cn("grid gap-2 sm:grid-cols-2", className)}>
      <legend className="mb-1.5 font-medium text-[0.8125rem]">{label}</legend>
      {choices.map((choice) => (
        <label
          key={choice.value}
          className="grid cursor-pointer content-start gap-0.5 rounded-lg border p-3 transition-colors hover:border-line-strong has-checked:border-accent has-checked:bg-accent-soft has-focus-visible:outline-2 has-focus-visible:outline-accent has-focus-visible:outline-offset-2"
        >
          <input
            type="radio"
            name={name}
            className="sr-only"
            checked={choice.value === value}
            onChange={() => onChange(choice.value)}
          />
          <span className="font-medium text-[0.8125rem] first-letter:uppercase">{choice.text}</span>
          {choice.note !== undefined && <span className="text-ink-soft text-xs">{choice.note}</span>}
        </label>
      ))}
    </fieldset>
  );
}
