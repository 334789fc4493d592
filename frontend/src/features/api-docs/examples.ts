import type { CatalogColumn, CatalogFunction, CatalogTable } from "@/api/studio";
import { valueKind } from "@/sql/value-kind";

export type Example = Readonly<Record<string, unknown>>;

const UUID = "6f1c0de0-5d7a-4c1b-9a52-0c6a3f0f1e2d";

const BY_NAME: readonly (readonly [RegExp, unknown])[] = [
  [/e_?mail/i, "ann@example.com"],
  [/phone/i, "+4712345678"],
  [/url|link|website/i, "https://example.com"],
  [/slug/i, "see-the-mountains"],
  [/first_?name/i, "Ann"],
  [/last_?name/i, "Fisher"],
  [/city/i, "Oslo"],
  [/country/i, "Norway"],
  [/name|author/i, "Ann Fisher"],
  [/title|task|subject/i, "See the mountains"],
  [/body|content|description|note|message|text|comment/i, "Bring warm clothes."],
  [/code/i, "SPRING26"],
];

/// A value somebody might really write into this column.
export function exampleValue({
  name,
  type,
  enum_values,
}: Pick<CatalogColumn, "name" | "type" | "enum_values">): unknown {
  switch (valueKind(type, enum_values)) {
    case "enum":
      return enum_values?.[0] ?? "";
    case "number":
      if (/^(?:numeric|decimal|real|double|float)/.test(type)) return 19.9;
      return /quantity|count|amount|stock/i.test(name) ? 3 : /year/i.test(name) ? 2026 : 1;
    case "boolean":
      return true;
    case "uuid":
      return UUID;
    case "date":
      return "2026-11-21";
    case "time":
      return "18:30:00";
    case "timestamp":
      return "2026-11-21T18:30:00Z";
    case "json":
      return { theme: "dark" };
    case "array":
      return [exampleValue({ name: "", type: type.slice(0, -2), enum_values })];
    case "text":
      return BY_NAME.find(([shape]) => shape.test(name))?.[1] ?? "text";
    case "other":
      return type === "interval" ? "2 days" : type === "inet" ? "203.0.113.7" : "text";
  }
}

/// A new row: what must be there, and a little more.
export function exampleRow({ columns }: CatalogTable): Example {
  const free = columns.filter(
    ({ is_identity, is_generated, default: standard }) => !is_identity && !is_generated && standard === null,
  );
  const needed = free.filter(({ nullable }) => !nullable);
  const rest = free.filter(({ nullable }) => nullable).slice(0, Math.max(0, 3 - needed.length));
  const chosen =
    needed.length + rest.length > 0
      ? [...needed, ...rest]
      : columns.filter((one) => !one.is_generated).slice(0, 1);
  return Object.fromEntries(chosen.map((column) => [column.name, exampleValue(column)]));
}

/// Values for the arguments that a caller gives.
export function exampleArguments({ arguments: all }: CatalogFunction): Example {
  const given = all.filter(
    ({ mode, name }) => (mode === "in" || mode === "inout" || mode === "variadic") && name !== "",
  );
  return Object.fromEntries(
    given.map((one, at) => {
      const value = exampleValue({ ...one, enum_values: null });
      return [one.name, typeof value === "number" && Number.isInteger(value) ? value + at : value];
    }),
  );
}
