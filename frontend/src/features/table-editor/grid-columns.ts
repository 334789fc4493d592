import { useState } from "react";
import type { CatalogTable } from "@/api/studio";
import { type ValueKind, valueKind } from "@/sql/value-kind";

/// How somebody has set up the columns of a table; kept in this browser.
interface ColumnLayout {
  widths: Readonly<Record<string, number>>;
  hidden: readonly string[];
}

const WIDTHS: Partial<Record<ValueKind, number>> = {
  boolean: 104,
  number: 128,
  date: 128,
  time: 128,
  timestamp: 232,
  uuid: 316,
  json: 240,
  enum: 136,
};

export function startWidth(name: string, kind: ValueKind): number {
  return Math.max(WIDTHS[kind] ?? 200, Math.min(320, 56 + name.length * 8));
}

export function useColumnLayout(projectId: string, table: CatalogTable) {
  const place = `dupabase.columns.${projectId}.${table.schema}.${table.name}`;
  const [layout, setLayout] = useState<ColumnLayout>(() => readLayout(localStorage.getItem(place)));
  const keep = (next: ColumnLayout): void => {
    setLayout(next);
    localStorage.setItem(place, JSON.stringify(next));
  };
  const hidden = new Set(layout.hidden);
  return {
    hidden,
    columns: table.columns
      .filter(({ name }) => !hidden.has(name))
      .map((column) => {
        const kind = valueKind(column.type, column.enum_values);
        return { ...column, kind, width: layout.widths[column.name] ?? startWidth(column.name, kind) };
      }),
    resize: (name: string, width: number) => keep({ ...layout, widths: { ...layout.widths, [name]: width } }),
    show: (name: string, on: boolean) =>
      keep({
        ...layout,
        hidden: on ? layout.hidden.filter((one) => one !== name) : [...layout.hidden, name],
      }),
    showAll: () => keep({ ...layout, hidden: [] }),
  };
}

export function readLayout(kept: string | null): ColumnLayout {
  try {
    const { widths, hidden } = JSON.parse(kept ?? "{}") as Record<string, unknown>;
    return {
      widths: Object.fromEntries(
        Object.entries(widths ?? {}).filter(
          (entry): entry is [string, number] => typeof entry[1] === "number",
        ),
      ),
      hidden: Array.isArray(hidden) ? hidden.filter((name) => typeof name === "string") : [],
    };
  } catch {
    return { widths: {}, hidden: [] };
  }
}
