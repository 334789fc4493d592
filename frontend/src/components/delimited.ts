import type { Cell } from "@/api/studio";
import { cellText } from "@/sql/value-kind";

/// Rows as CSV (RFC 4180). NULL is nothing between the commas, the empty text is a pair of quotes, as PostgreSQL's COPY
/// has it.
export function csvText(columns: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return [columns, ...rows]
    .map((row) => row.map(csvValue).join(","))
    .join("\r\n")
    .concat("\r\n");
}

function csvValue(value: Cell): string {
  const text = cellText(value);
  if (text === null) return "";
  return text === "" || /[",\r\n]/.test(text) || text !== text.trim()
    ? `"${text.replaceAll('"', '""')}"`
    : text;
}

export function jsonText(columns: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const names = uniqueNames(columns);
  const objects = rows.map((row) => Object.fromEntries(names.map((name, at) => [name, row[at] ?? null])));
  return JSON.stringify(objects, null, 2);
}

/// A result may have two columns of one name; an object can't.
function uniqueNames(columns: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return columns.map((name) => {
    const before = seen.get(name) ?? 0;
    seen.set(name, before + 1);
    return before === 0 ? name : `${name}_${before + 1}`;
  });
}

export interface CsvRow {
  /// Where it begins in the text, from 1.
  line: number;
  /// Null for nothing between two commas.
  values: readonly (string | null)[];
}

export interface CsvFault {
  line: number;
  message: string;
}

/// Reads CSV: quotes, line ends inside quotes, CR LF or LF, and the delimiter that the first line speaks for.
export function readCsv(text: string, delimiter = delimiterOf(text)): { rows: CsvRow[]; faults: CsvFault[] } {
  const rows: CsvRow[] = [];
  const faults: CsvFault[] = [];
  const source = text.startsWith("\ufeff") ? text.slice(1) : text;
  let at = 0;
  let line = 1;
  while (at < source.length) {
    const start = line;
    const values: (string | null)[] = [];
    for (;;) {
      const field = source[at] === '"' ? quotedField(source, at) : plainField(source, at, delimiter);
      values.push(field.value);
      line += field.lines;
      at = field.end;
      if (field.open) faults.push({ line: start, message: "A quote is opened and never closed." });
      const next = source[at];
      if (next === delimiter) {
        at++;
        continue;
      }
      if (next !== undefined && next !== "\n" && next !== "\r") {
        faults.push({ line, message: "There is text after a closing quote." });
        const rest = plainField(source, at, delimiter);
        at = rest.end;
        if (source[at] === delimiter) {
          at++;
          continue;
        }
      }
      break;
    }
    if (source[at] === "\r") at++;
    if (source[at] === "\n") at++;
    line++;
    if (values.length > 1 || values[0] !== null) rows.push({ line: start, values });
  }
  return { rows, faults };
}

function quotedField(source: string, from: number) {
  let value = "";
  let lines = 0;
  for (let at = from + 1; at < source.length; at++) {
    const sign = source[at];
    if (sign === '"') {
      if (source[at + 1] !== '"') return { value, end: at + 1, lines, open: false };
      at++;
    }
    if (sign === "\n") lines++;
    value += sign;
  }
  return { value, end: source.length, lines, open: true };
}

function plainField(source: string, from: number, delimiter: string) {
  let at = from;
  while (at < source.length && source[at] !== delimiter && source[at] !== "\n" && source[at] !== "\r") at++;
  const value = source.slice(from, at);
  return { value: value === "" ? null : value, end: at, lines: 0, open: false };
}

/// Spreadsheets of many countries write semicolons; what is pasted from one has tabs.
export function delimiterOf(text: string): string {
  const head =
    text
      .slice(0, 2000)
      .split("\n", 1)[0]
      ?.replace(/"(?:[^"]|"")*"/g, "") ?? "";
  const count = (sign: string) => head.split(sign).length - 1;
  return [",", ";", "\t"].reduce((best, sign) => (count(sign) > count(best) ? sign : best), ",");
}

/// Hands a text to the browser as a file.
export function download(name: string, type: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
