import type { Cell } from "@/api/studio";

/// How values of a type are shown and typed in.
export type ValueKind =
  | "text"
  | "number"
  | "boolean"
  | "date"
  | "time"
  | "timestamp"
  | "uuid"
  | "json"
  | "enum"
  | "array"
  | "other";

const KINDS: readonly (readonly [RegExp, ValueKind])[] = [
  [/\[\]$/, "array"],
  [/^(?:text|citext|character varying|varchar|character|char|bpchar|name)\b/, "text"],
  [
    /^(?:smallint|integer|bigint|int|int2|int4|int8|numeric|decimal|real|double precision|float4|float8|oid)\b/,
    "number",
  ],
  [/^bool(?:ean)?$/, "boolean"],
  [/^date$/, "date"],
  [/^timestamp/, "timestamp"],
  [/^time(?:tz)?\b/, "time"],
  [/^uuid$/, "uuid"],
  [/^jsonb?$/, "json"],
];

export function valueKind(type: string, enumValues: readonly string[] | null = null): ValueKind {
  if (enumValues !== null && !type.endsWith("[]")) return "enum";
  return KINDS.find(([shape]) => shape.test(type))?.[1] ?? "other";
}

/// A value as text: what is shown, copied and edited. Null has none.
export function cellText(value: Cell): string | null {
  return value === null ? null : String(value);
}

/// What somebody typed, as the API takes it, or what is wrong with it.
export function readValue(kind: ValueKind, text: string): { value: Cell } | { fault: string } {
  const trimmed = text.trim();
  switch (kind) {
    case "number":
      return /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$|^-?(?:NaN|Infinity)$/i.test(trimmed)
        ? { value: exactNumber(trimmed) }
        : { fault: "This is not a number." };
    case "boolean":
      if (/^(?:t|true|yes|on|1)$/i.test(trimmed)) return { value: true };
      if (/^(?:f|false|no|off|0)$/i.test(trimmed)) return { value: false };
      return { fault: "Write true or false." };
    case "uuid":
      return /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(trimmed)
        ? { value: trimmed.toLowerCase() }
        : { fault: "A UUID has 32 hexadecimal digits, as 8-4-4-4-12." };
    case "json":
      return readJson(trimmed);
    case "array":
      return readArray(trimmed);
    case "date":
    case "time":
    case "timestamp":
      return trimmed === "" ? { fault: "Choose a time, or set it to NULL." } : { value: trimmed };
    case "text":
    case "enum":
    case "other":
      return { value: text };
  }
}

/// A number that JavaScript would round travels as text.
function exactNumber(text: string): Cell {
  const number = Number(text);
  return Number.isSafeInteger(number) && /^-?\d+$/.test(text) ? number : text;
}

/// Checked here, and sent as it was typed: the database reads it, with all of its digits.
function readJson(text: string): { value: Cell } | { fault: string } {
  try {
    JSON.parse(text);
    return { value: text };
  } catch (failure) {
    return { fault: failure instanceof Error ? failure.message : "This is not JSON." };
  }
}

/// `["a", "b"]`, or PostgreSQL's own `{a,b}`.
function readArray(text: string): { value: Cell } | { fault: string } {
  if (text.startsWith("{") && text.endsWith("}")) return { value: text };
  try {
    const list: unknown = JSON.parse(text);
    if (Array.isArray(list)) return { value: arrayLiteral(list) };
  } catch {
    // Said below.
  }
  return { fault: 'Write a list, as ["a", "b"] or {a,b}.' };
}

/// A list as PostgreSQL writes arrays.
export function arrayLiteral(list: readonly unknown[]): string {
  const items = list.map((item) => {
    if (item === null) return "NULL";
    if (Array.isArray(item)) return arrayLiteral(item);
    const text = typeof item === "object" ? JSON.stringify(item) : String(item);
    return `"${text.replace(/["\\]/g, "\\$&")}"`;
  });
  return `{${items.join(",")}}`;
}
