import { memo, type ReactNode } from "react";
import type { Cell } from "@/api/studio";
import { cn } from "@/components/ui/cn";
import { cellText } from "@/sql/value-kind";
import { cellId, type DataGridProps, type GridColumn, ROW_HEIGHT } from "./data-grid";

interface GridRowProps {
  id: string;
  index: number;
  top: number;
  values: readonly Cell[] | undefined;
  columns: readonly GridColumn[];
  firstColumn: number;
  lastColumn: number;
  offset: number;
  gutter: number;
  /// The column of the active cell, or -1; the columns of the chosen area likewise.
  activeColumn: number;
  areaLeft: number;
  areaRight: number;
  selected: boolean;
  onSelect: DataGridProps["onSelect"];
  renderCell: DataGridProps["renderCell"];
}

export const GridRow = memo(function GridRow(props: GridRowProps) {
  const { id, index, values, columns, firstColumn, lastColumn, gutter, selected, onSelect, renderCell } =
    props;
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-selected={onSelect === undefined ? undefined : selected}
      className="group/row absolute flex border-b bg-surface hover:bg-canvas aria-selected:bg-accent-soft"
      style={{ height: ROW_HEIGHT, transform: `translateY(${props.top}px)` }}
    >
      <div
        role="gridcell"
        aria-colindex={1}
        className="sticky left-0 z-[1] flex shrink-0 items-center justify-center border-r bg-inherit text-ink-faint text-xs tabular-nums"
        style={{ width: gutter }}
      >
        {onSelect === undefined ? (
          index + 1
        ) : (
          <>
            <span className={cn("group-hover/row:hidden pointer-coarse:hidden", selected && "hidden")}>
              {index + 1}
            </span>
            <input
              type="checkbox"
              tabIndex={-1}
              aria-label={`Select row ${index + 1}`}
              disabled={values === undefined}
              checked={selected}
              onChange={(event) => onSelect([index], event.target.checked)}
              className={cn(
                "size-4 accent-accent",
                !selected && "hidden group-hover/row:block pointer-coarse:block",
              )}
            />
          </>
        )}
      </div>
      <div className="shrink-0" style={{ width: props.offset }} />
      {columns.slice(firstColumn, lastColumn + 1).map((column, at) => {
        const columnIndex = firstColumn + at;
        const value = values?.[columnIndex];
        const active = columnIndex === props.activeColumn;
        const chosen = columnIndex >= props.areaLeft && columnIndex <= props.areaRight;
        return (
          <div
            key={column.id}
            id={cellId(id, { row: index, column: columnIndex })}
            role="gridcell"
            aria-colindex={columnIndex + 2}
            data-cell={`${index}:${columnIndex}`}
            className={cn(
              "flex shrink-0 items-center border-r px-2.5",
              column.align === "right" && "justify-end tabular-nums",
              chosen && "bg-accent-soft",
              active && "outline-2 -outline-offset-2 outline-line-strong group-focus/grid:outline-accent",
            )}
            style={{ width: column.width }}
          >
            {value === undefined ? (
              <span className="shimmer h-3 w-3/5 rounded" />
            ) : (
              (renderCell?.(value, index, columnIndex) ?? <CellValue value={value} />)
            )}
          </div>
        );
      })}
    </div>
  );
});

/// A value on one line; NULL and the empty text can be told apart.
export function CellValue({ value }: { value: Cell }): ReactNode {
  const text = cellText(value);
  if (text === null) return <Mark>NULL</Mark>;
  if (text === "") return <Mark>EMPTY</Mark>;
  const line = text.length > 300 ? `${text.slice(0, 300)}…` : text;
  return (
    <span className="min-w-0 truncate whitespace-pre font-mono text-xs">{line.replaceAll("\n", "↵")}</span>
  );
}

function Mark({ children }: { children: string }) {
  return (
    <span className="rounded border border-dashed px-1 font-mono text-[0.625rem] text-ink-faint leading-4">
      {children}
    </span>
  );
}
