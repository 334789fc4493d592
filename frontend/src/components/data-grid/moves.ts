export interface Position {
  row: number;
  column: number;
}

/// A rectangle of cells between the place where it began and the active cell.
export interface Extent {
  anchor: Position;
  active: Position;
}

export interface Bounds {
  rows: number;
  columns: number;
  /// How many rows a page key moves by.
  page: number;
}

interface Key {
  key: string;
  ctrl: boolean;
}

/// Where a key leads to from a cell; null for keys that don't move.
export function move({ row, column }: Position, { key, ctrl }: Key, bounds: Bounds): Position | null {
  const lastRow = bounds.rows - 1;
  const lastColumn = bounds.columns - 1;
  const target = ((): Position | null => {
    switch (key) {
      case "ArrowUp":
        return { row: ctrl ? 0 : row - 1, column };
      case "ArrowDown":
        return { row: ctrl ? lastRow : row + 1, column };
      case "ArrowLeft":
        return { row, column: ctrl ? 0 : column - 1 };
      case "ArrowRight":
        return { row, column: ctrl ? lastColumn : column + 1 };
      case "Home":
        return { row: ctrl ? 0 : row, column: 0 };
      case "End":
        return { row: ctrl ? lastRow : row, column: lastColumn };
      case "PageUp":
        return { row: row - bounds.page, column };
      case "PageDown":
        return { row: row + bounds.page, column };
      default:
        return null;
    }
  })();
  if (target === null || lastRow < 0 || lastColumn < 0) return null;
  return { row: clamp(target.row, lastRow), column: clamp(target.column, lastColumn) };
}

/// The next cell in reading order, as Tab goes; null at the end.
export function step({ row, column }: Position, by: 1 | -1, bounds: Bounds): Position | null {
  const next = row * bounds.columns + column + by;
  if (next < 0 || next >= bounds.rows * bounds.columns) return null;
  return { row: Math.floor(next / bounds.columns), column: next % bounds.columns };
}

export function rectangle({ anchor, active }: Extent) {
  return {
    top: Math.min(anchor.row, active.row),
    bottom: Math.max(anchor.row, active.row),
    left: Math.min(anchor.column, active.column),
    right: Math.max(anchor.column, active.column),
  };
}

function clamp(value: number, last: number): number {
  return Math.max(0, Math.min(value, last));
}

/// Cells as spreadsheets exchange them: tabs between columns, quotes where a value holds tabs or line ends.
export function tabbed(rows: readonly (readonly (string | null)[])[]): string {
  return rows
    .map((row) =>
      row
        .map((text) => (/[\t\n\r"]/.test(text ?? "") ? `"${text?.replaceAll('"', '""')}"` : (text ?? "")))
        .join("\t"),
    )
    .join("\n");
}
