import type { ComponentProps } from "react";
import type { ValueKind } from "@/sql/value-kind";
import { Button } from "./ui/button";
import { cn } from "./ui/cn";
import { Input } from "./ui/input";
import { Select } from "./ui/select";
import { Textarea } from "./ui/textarea";

interface ValueInputProps
  extends Pick<ComponentProps<"input">, "id" | "aria-describedby" | "aria-invalid" | "aria-label"> {
  kind: ValueKind;
  text: string;
  onChange: (text: string) => void;
  enumValues?: readonly string[] | null;
  placeholder?: string | undefined;
  autoFocus?: boolean;
  disabled?: boolean;
}

/// The input that suits a type; what it holds is text either way.
export function ValueInput({ kind, text, onChange, enumValues, ...control }: ValueInputProps) {
  switch (kind) {
    case "boolean":
      return (
        <Select {...control} value={text} onChange={(event) => onChange(event.target.value)}>
          <option value="">Choose…</option>
          <option value="true">true</option>
          <option value="false">false</option>
        </Select>
      );
    case "enum":
      return (
        <Select {...control} value={text} onChange={(event) => onChange(event.target.value)}>
          {!enumValues?.includes(text) && <option value={text}>{text === "" ? "Choose…" : text}</option>}
          {enumValues?.map((label) => (
            <option key={label}>{label}</option>
          ))}
        </Select>
      );
    case "text":
    case "json":
    case "array":
    case "other":
      return (
        <Textarea
          {...control}
          value={text}
          spellCheck={kind === "text"}
          rows={Math.min(8, Math.max(kind === "json" ? 3 : 1, text.split("\n").length))}
          className={cn("min-h-9 resize-y py-1.5", kind !== "text" && "font-mono text-xs")}
          onChange={(event) => onChange(event.target.value)}
        />
      );
    case "uuid":
      return (
        <div className="flex gap-2">
          <Input
            {...control}
            value={text}
            spellCheck={false}
            className="font-mono text-xs"
            onChange={(event) => onChange(event.target.value)}
          />
          <Button disabled={control.disabled} onClick={() => onChange(newUuid())}>
            Generate
          </Button>
        </div>
      );
    default:
      return (
        <Input
          {...control}
          type={kind === "date" ? "date" : "text"}
          inputMode={kind === "number" ? "decimal" : undefined}
          placeholder={control.placeholder ?? hints[kind]}
          value={text}
          spellCheck={false}
          onChange={(event) => onChange(event.target.value)}
        />
      );
  }
}

const hints: Partial<Record<ValueKind, string>> = {
  timestamp: "2026-11-21 18:30:00+00",
  time: "18:30:00",
};

/// Random, as version 4 has it. `crypto.randomUUID` is there on https and localhost only.
export function newUuid(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
