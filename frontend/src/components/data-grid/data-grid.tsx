import { useVirtualizer } from "@tanstack/react-virtual";
import {
  type ClipboardEvent,
  type KeyboardEvent,
  type MouseEvent,
  type PointerEvent,
  type ReactNode,
  useEffect,
  useId,
  useRef,
  useState,
} from "react";
import type { Cell } from "@/api/studio";
import { cn } from "@/components/ui/cn";
import { cellText } from "@/sql/value-kind";
import { GridHeader } from "./grid-header";
import { GridRow } from "./grid-row";
import { type Extent, move, type Position, rectangle, step, tabbed } from "./moves";

export interface GridColumn {
  id: string;
  label: string;
  width: number;
  align?: "right";
  sorted?: "ascending" | "descending";
  /// What the column's head shows; its label, if absent.
  header?: ReactNode;
}

export interface CellEditor extends Position {
  /// The character that opened the editor, which then replaces the value.
  typed: string | null;
  /// Closes the editor; the grid has the focus again and goes on to the next cell.
  close: (then?: "down" | "right" | "left") => void;
}

export interface DataGridProps {
  label: string;
  columns: readonly GridColumn[];
  rowCount: number;
  /// Undefined for rows that are still on their way.
  row: (index: number) => readonly Cell[] | undefined;
  renderCell?: (value: Cell, row: number, column: number) => ReactNode;
  /// Told which rows are shown, when scrolling has come to rest.
  onShown?: (first: number, last: number) => void;
  selected?: ReadonlySet<number>;
  onSelect?: (rows: readonly number[], on: boolean) => void;
  editable?: (row: number, column: number) => boolean;
  renderEditor?: (editor: CellEditor) => ReactNode;
  onWidth?: (id: string, width: number) => void;
  className?: string;
}

export const ROW_HEIGHT = 34;
const HEADER_HEIGHT = 36;
/// Browsers lay out no more than some 30 million pixels.
export const MOST_ROWS = 800_000;

/// A table of any length: only what is seen is drawn. Arrow keys move, Enter edits, Space selects, Ctrl/Cmd-C copies.
export function DataGrid(props: DataGridProps) {
  const { label, columns, row, selected, onSelect, onShown, onWidth, className } = props;
  const rowCount = Math.min(props.rowCount, MOST_ROWS);
  const gutter = onSelect === undefined ? 48 : 60;
  const scroller = useRef<HTMLDivElement>(null);
  const grid = useRef<HTMLDivElement>(null);
  const id = useId();
  const [extent, setExtent] = useState<Extent | null>(null);
  const [editing, setEditing] = useState<(Position & { typed: string | null }) | null>(null);
  const dragging = useRef(false);

  const rows = useVirtualizer({
    count: rowCount,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 12,
    scrollMargin: HEADER_HEIGHT,
    scrollPaddingStart: HEADER_HEIGHT,
    scrollPaddingEnd: 12,
  });
  const widths = columns.map(({ width }) => width);
  const across = useVirtualizer({
    horizontal: true,
    count: columns.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => widths[index] ?? 160,
    overscan: 3,
    scrollMargin: gutter,
    scrollPaddingStart: gutter,
  });
  const layout = widths.join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: measured anew when a width changes, only then.
  useEffect(() => across.measure(), [layout]);

  const shownRows = rows.getVirtualItems();
  const first = shownRows[0]?.index ?? 0;
  const last = shownRows.at(-1)?.index ?? 0;
  useEffect(() => {
    if (onShown === undefined) return;
    const timer = setTimeout(() => onShown(first, last), rows.isScrolling ? 120 : 0);
    return () => clearTimeout(timer);
  }, [first, last, onShown, rows.isScrolling]);

  const shownColumns = across.getVirtualItems();
  const span = {
    first: shownColumns[0]?.index ?? 0,
    last: shownColumns.at(-1)?.index ?? -1,
    offset: (shownColumns[0]?.start ?? gutter) - gutter,
  };
  const width = gutter + widths.reduce((sum, one) => sum + one, 0);
  const active = within(extent?.active, rowCount, columns.length);
  const area = extent === null || active === null ? null : rectangle(extent);
  const edited = editing !== null && within(editing, rowCount, columns.length) !== null ? editing : null;

  const goTo = (to: Position, extend: boolean): void => {
    setExtent((before) => ({ anchor: extend && before !== null ? before.anchor : to, active: to }));
    rows.scrollToIndex(to.row, { align: "auto" });
    across.scrollToIndex(to.column, { align: "auto" });
  };

  const startEditing = (at: Position, typed: string | null): boolean => {
    if (props.renderEditor === undefined || row(at.row) === undefined) return false;
    if (props.editable?.(at.row, at.column) === false) return false;
    goTo(at, false);
    setEditing({ ...at, typed });
    return true;
  };

  const bounds = {
    rows: rowCount,
    columns: columns.length,
    page: Math.max(1, Math.floor((scroller.current?.clientHeight ?? 400) / ROW_HEIGHT) - 2),
  };

  const close = (then?: "down" | "right" | "left"): void => {
    const at = editing;
    setEditing(null);
    grid.current?.focus({ preventScroll: true });
    if (at === null || then === undefined) return;
    const next =
      then === "down"
        ? move(at, { key: "ArrowDown", ctrl: false }, bounds)
        : step(at, then === "right" ? 1 : -1, bounds);
    if (next !== null) goTo(next, false);
  };

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    if (event.target !== event.currentTarget) return;
    const from = active ?? { row: 0, column: 0 };
    const ctrl = event.ctrlKey || event.metaKey;
    if (event.altKey) {
      widen(event, from);
      return;
    }
    const to =
      active === null && event.key.startsWith("Arrow") ? from : move(from, { key: event.key, ctrl }, bounds);
    if (to !== null) {
      event.preventDefault();
      goTo(to, event.shiftKey);
    } else if (event.key === "Escape" && extent !== null) {
      setExtent(active === null ? null : { anchor: active, active });
    } else if (event.key === " " && onSelect !== undefined && active !== null) {
      event.preventDefault();
      const chosen = range(area?.top ?? active.row, area?.bottom ?? active.row);
      onSelect(chosen, !chosen.every((index) => selected?.has(index)));
    } else if (active !== null && (event.key === "Enter" || event.key === "F2")) {
      if (startEditing(active, null)) event.preventDefault();
    } else if (active !== null && !ctrl && event.key.length === 1) {
      if (startEditing(active, event.key)) event.preventDefault();
    }
  };

  const widen = (event: KeyboardEvent, from: Position): void => {
    const column = columns[from.column];
    const by = event.key === "ArrowRight" ? 24 : event.key === "ArrowLeft" ? -24 : 0;
    if (by === 0 || column === undefined || onWidth === undefined) return;
    event.preventDefault();
    onWidth(column.id, Math.max(64, column.width + by));
  };

  const onPointerDown = (event: PointerEvent<HTMLDivElement>): void => {
    const at = cellAt(event);
    if (at === null || event.button !== 0) return;
    goTo(at, event.shiftKey);
    if (event.pointerType === "mouse") {
      dragging.current = true;
      event.preventDefault();
      grid.current?.focus({ preventScroll: true });
    }
  };

  const onPointerMove = (event: PointerEvent<HTMLDivElement>): void => {
    if (!dragging.current) return;
    if (event.buttons === 0) {
      dragging.current = false;
      return;
    }
    const at = cellAt(event);
    if (at === null || (at.row === active?.row && at.column === active.column)) return;
    goTo(at, true);
  };

  const onCopy = (event: ClipboardEvent<HTMLDivElement>): void => {
    if (area === null || event.target !== event.currentTarget) return;
    event.preventDefault();
    event.clipboardData.setData("text/plain", areaText(area, row));
  };

  return (
    <div
      ref={scroller}
      className={cn("relative min-h-0 overflow-auto overscroll-contain bg-surface", className)}
    >
      <div
        ref={grid}
        role="grid"
        aria-label={label}
        aria-rowcount={rowCount + 1}
        aria-colcount={columns.length + 1}
        aria-multiselectable={onSelect === undefined ? undefined : true}
        aria-activedescendant={
          active !== null &&
          active.row >= first &&
          active.row <= last &&
          active.column >= span.first &&
          active.column <= span.last
            ? cellId(id, active)
            : undefined
        }
        tabIndex={0}
        onKeyDown={onKeyDown}
        onCopy={onCopy}
        className="group/grid text-[0.8125rem] focus-visible:outline-none"
        style={{ width }}
      >
        <GridHeader
          columns={columns}
          span={span}
          gutter={gutter}
          width={width}
          height={HEADER_HEIGHT}
          everyRow={
            onSelect === undefined
              ? null
              : {
                  checked:
                    rowCount > 0 &&
                    range(0, Math.min(rowCount, 10_000) - 1).every((index) => selected?.has(index)),
                  some: (selected?.size ?? 0) > 0,
                  onChange: (on) => onSelect(loadedRows(rowCount, row), on),
                }
          }
          onWidth={onWidth}
        />
        <div
          role="rowgroup"
          className="relative"
          style={{ height: rows.getTotalSize(), width }}
          onPointerDown={onPointerDown}
          onPointerMove={onPointerMove}
          onPointerUp={() => {
            dragging.current = false;
          }}
          onDoubleClick={(event) => {
            const at = cellAt(event);
            if (at !== null) startEditing(at, null);
          }}
        >
          {shownRows.map(({ index, start }) => {
            const touched = area !== null && index >= area.top && index <= area.bottom;
            return (
              <GridRow
                key={index}
                id={id}
                index={index}
                top={start - HEADER_HEIGHT}
                values={row(index)}
                columns={columns}
                firstColumn={span.first}
                lastColumn={span.last}
                offset={span.offset}
                gutter={gutter}
                activeColumn={active?.row === index ? active.column : -1}
                areaLeft={touched ? area.left : -1}
                areaRight={touched ? area.right : -1}
                selected={selected?.has(index) ?? false}
                onSelect={onSelect}
                renderCell={props.renderCell}
              />
            );
          })}
        </div>
      </div>
      {edited !== null && (
        <div
          className="absolute z-10"
          style={{
            top: HEADER_HEIGHT + edited.row * ROW_HEIGHT,
            left: gutter + widths.slice(0, edited.column).reduce((sum, one) => sum + one, 0),
            width: widths[edited.column],
          }}
        >
          {props.renderEditor?.({ ...edited, close })}
        </div>
      )}
    </div>
  );
}

export function cellId(grid: string, { row, column }: Position): string {
  return `${grid}-${row}-${column}`;
}

function within(position: Position | undefined, rows: number, columns: number): Position | null {
  return position !== undefined && position.row < rows && position.column < columns ? position : null;
}

function cellAt(event: PointerEvent | MouseEvent): Position | null {
  const cell = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-cell]") : null;
  const [row, column] = cell?.dataset.cell?.split(":").map(Number) ?? [];
  return row === undefined || column === undefined ? null : { row, column };
}

function range(first: number, last: number): number[] {
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => first + at);
}

function loadedRows(count: number, row: DataGridProps["row"]): number[] {
  return range(0, count - 1).filter((index) => row(index) !== undefined);
}

function areaText(area: ReturnType<typeof rectangle>, row: DataGridProps["row"]): string {
  const lines = range(area.top, area.bottom).flatMap((index) => {
    const values = row(index);
    return values === undefined ? [] : [values.slice(area.left, area.right + 1).map(cellText)];
  });
  return tabbed(lines);
}
