import type { CatalogColumn, Cell } from "@/api/studio";
import { readValue, type ValueKind, valueKind } from "@/sql/value-kind";

export type Mode = "default" | "null" | "value";

/// What somebody has in mind for a column of a new row.
export interface Draft {
  kind: ValueKind;
  mode: Mode;
  choices: readonly { value: Mode; text: string }[];
  text: string;
}

const words: Record<Mode, string> = { default: "Default", null: "NULL", value: "Value" };

export function startDrafts(columns: readonly CatalogColumn[]): Readonly<Record<string, Draft>> {
  return Object.fromEntries(
    columns
      .filter((column) => !column.is_generated)
      .map((column) => {
        const modes = modesOf(column);
        const draft: Draft = {
          kind: valueKind(column.type, column.enum_values),
          mode: modes[0] ?? "value",
          choices: modes.map((value) => ({ value, text: words[value] })),
          text: "",
        };
        return [column.name, draft];
      }),
  );
}

function modesOf({ default: standard, is_identity, nullable }: CatalogColumn): Mode[] {
  const modes: Mode[] = [];
  if (standard !== null || is_identity) modes.push("default");
  modes.push("value");
  if (nullable) modes.push("null");
  return nullable && modes[0] === "value" ? ["null", "value"] : modes;
}

/// The values to insert, and what is wrong with the others. Columns at their default are left out.
export function readDrafts(columns: readonly CatalogColumn[], drafts: Readonly<Record<string, Draft>>) {
  const values: Record<string, Cell> = {};
  const faults: Record<string, string> = {};
  for (const { name } of columns) {
    const draft = drafts[name];
    if (draft === undefined || draft.mode === "default") continue;
    if (draft.mode === "null") {
      values[name] = null;
      continue;
    }
    const read = readValue(draft.kind, draft.text);
    if (draft.text === "" && draft.kind !== "text") faults[name] = "Give it a value.";
    else if ("fault" in read) faults[name] = read.fault;
    else values[name] = read.value;
  }
  return { values, faults };
}
