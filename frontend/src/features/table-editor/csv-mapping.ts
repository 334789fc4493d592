import type { CatalogColumn } from "@/api/studio";
import { type CsvRow, csvText, readCsv } from "@/components/delimited";
import { readValue, valueKind } from "@/sql/value-kind";

/// For each column of the file, the table's column it goes into, or nothing.
export type Mapping = readonly (string | null)[];

export interface Draft {
  header: readonly string[];
  rows: readonly CsvRow[];
  faults: readonly Fault[];
}

export interface Fault {
  line: number;
  message: string;
}

const MOST_FAULTS = 100;

export function readDraft(text: string): Draft {
  const { rows, faults } = readCsv(text);
  const [first, ...rest] = rows;
  return { header: first?.values.map((value) => value ?? "") ?? [], rows: rest, faults };
}

/// Columns of the same name, whatever their case and the signs between their words.
export function startMapping(header: readonly string[], columns: readonly CatalogColumn[]): Mapping {
  const plain = (name: string) => name.toLowerCase().replace(/[^a-z0-9]/g, "");
  const taken = new Set<string>();
  return header.map((name) => {
    const found = columns.find(
      (column) => !column.is_generated && !taken.has(column.name) && plain(column.name) === plain(name),
    );
    if (found !== undefined) taken.add(found.name);
    return found?.name ?? null;
  });
}

/// What can be said before the server is asked, line by line.
export function checkRows(
  draft: Draft,
  mapping: Mapping,
  columns: readonly CatalogColumn[],
): readonly Fault[] {
  const faults: Fault[] = [...draft.faults];
  const targets = mapping.map((name) => columns.find((column) => column.name === name));
  const missing = columns.filter(
    (column) =>
      !column.nullable &&
      column.default === null &&
      !column.is_identity &&
      !column.is_generated &&
      !mapping.includes(column.name),
  );
  if (missing.length > 0) {
    faults.push({
      line: 1,
      message: `No column of the file goes into ${missing.map(({ name }) => name).join(", ")}.`,
    });
  }
  for (const { line, values } of draft.rows) {
    if (faults.length >= MOST_FAULTS) break;
    if (values.length !== draft.header.length) {
      faults.push({
        line,
        message: `${values.length} values where the first line has ${draft.header.length}.`,
      });
      continue;
    }
    for (const [at, column] of targets.entries()) {
      const fault = column === undefined ? undefined : valueFault(column, values[at] ?? null);
      if (fault !== undefined) faults.push({ line, message: `${column?.name}: ${fault}` });
    }
  }
  return faults;
}

function valueFault(column: CatalogColumn, value: string | null): string | undefined {
  if (value === null)
    return column.nullable ? undefined : "nothing between the commas, but it may not be NULL.";
  const kind = valueKind(column.type, column.enum_values);
  if (kind === "enum" && !column.enum_values?.includes(value)) return `“${value}” is none of its labels.`;
  const read = readValue(kind, value);
  return "fault" in read ? `“${value.slice(0, 40)}”: ${read.fault}` : undefined;
}

/// The chosen columns as the server takes them.
export function mappedCsv(draft: Draft, mapping: Mapping): string {
  const places = mapping.flatMap((name, at) => (name === null ? [] : [{ name, at }]));
  return csvText(
    places.map(({ name }) => name),
    draft.rows.map(({ values }) => places.map(({ at }) => values[at] ?? null)),
  );
}

/// The server counts lines, or records, of what it was sent; people look for lines of their file.
export function located(message: string, draft: Draft): string {
  const [all, unit, number, text] = /^(line|record) (\d+): (.*)$/s.exec(message) ?? [];
  if (all === undefined) return message;
  const line = draft.rows[Number(number) - (unit === "line" ? 2 : 1)]?.line;
  return line === undefined ? message : `Line ${line}: ${text}`;
}
