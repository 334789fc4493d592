import { SwitchLine } from "@/components/switch-line";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { Textarea } from "@/components/ui/textarea";
import { type Editor, isSecret, MASK } from "./config";
import type { Setting } from "./sections";

/// One setting, with the control that fits its value. Nothing where this server does not know it.
export function SettingRow({ setting, editor }: { setting: Setting; editor: Editor }) {
  const { name, label, note, options, inverted = false } = setting;
  const value = editor.value(name);
  if (value === undefined) return null;
  if (typeof value === "boolean") {
    return (
      <SwitchLine
        label={label}
        note={editor.fault(name) ?? note}
        checked={value !== inverted}
        onChange={(event) => editor.set(name, event.target.checked !== inverted)}
      />
    );
  }
  if (options !== undefined) {
    return (
      <Field label={label} hint={note} fault={editor.fault(name)} className="max-w-md">
        {(control) => (
          <Select
            {...control}
            value={String(value)}
            onChange={(event) => editor.set(name, event.target.value)}
          >
            {options.map((option) => (
              <option key={option.value} value={option.value}>
                {option.text}
              </option>
            ))}
          </Select>
        )}
      </Field>
    );
  }
  if (Array.isArray(value)) {
    return (
      <Field label={label} hint={note ?? "One a line."} fault={editor.fault(name)} className="max-w-xl">
        {(control) => (
          <Textarea
            {...control}
            rows={Math.min(6, Math.max(2, value.length + 1))}
            spellCheck={false}
            className="min-h-16 font-mono text-[0.8125rem]"
            value={value.join("\n")}
            onChange={(event) => editor.set(name, linesOf(event.target.value))}
          />
        )}
      </Field>
    );
  }
  const secret = isSecret(name);
  const masked = secret && value === MASK;
  return (
    <Field
      label={label}
      hint={masked ? "Set. Type to replace it." : note}
      fault={editor.fault(name)}
      className={typeof value === "number" ? "max-w-40" : "max-w-xl"}
    >
      {(control) => (
        <Input
          {...control}
          {...(secret ? { type: "password", autoComplete: "off" } : {})}
          {...(typeof value === "number" ? { inputMode: "numeric" as const } : {})}
          spellCheck={false}
          placeholder={masked ? MASK : undefined}
          value={masked ? "" : String(value)}
          onChange={(event) => editor.set(name, typed(value, event.target.value, masked))}
        />
      )}
    </Field>
  );
}

/// Lines as they are typed: the last may still be empty.
function linesOf(text: string): string[] {
  const lines = text.split("\n").map((line) => line.trimStart());
  return text === "" ? [] : lines;
}

/// A number stays one while it can be read as one; a secret whose field was emptied again stays as it is.
function typed(before: unknown, text: string, masked: boolean): string | number {
  if (typeof before === "number" && /^-?\d+(?:\.\d+)?$/.test(text.trim())) return Number(text);
  return masked && text === "" ? MASK : text;
}
