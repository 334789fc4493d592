import type { PointerEvent } from "react";
import { cn } from "@/components/ui/cn";
import type { GridColumn } from "./data-grid";

interface GridHeaderProps {
  columns: readonly GridColumn[];
  span: { first: number; last: number; offset: number };
  gutter: number;
  width: number;
  height: number;
  everyRow: { checked: boolean; some: boolean; onChange: (on: boolean) => void } | null;
  onWidth: ((id: string, width: number) => void) | undefined;
}

export function GridHeader({ columns, span, gutter, width, height, everyRow, onWidth }: GridHeaderProps) {
  return (
    <div role="rowgroup" className="sticky top-0 z-20" style={{ width }}>
      <div role="row" aria-rowindex={1} className="flex min-w-fit border-b bg-canvas" style={{ height }}>
        <div
          role="columnheader"
          aria-colindex={1}
          className="sticky left-0 z-10 flex shrink-0 items-center justify-center border-r bg-canvas"
          style={{ width: gutter }}
        >
          {everyRow === null ? (
            <span className="sr-only">Row</span>
          ) : (
            <input
              type="checkbox"
              aria-label="Select all loaded rows"
              className="size-4 accent-accent"
              checked={everyRow.checked}
              ref={(box) => {
                if (box !== null) box.indeterminate = everyRow.some && !everyRow.checked;
              }}
              onChange={(event) => everyRow.onChange(event.target.checked)}
            />
          )}
        </div>
        <div className="shrink-0" style={{ width: span.offset }} />
        {columns.slice(span.first, span.last + 1).map((column, at) => (
          <div
            key={column.id}
            role="columnheader"
            aria-colindex={span.first + at + 2}
            {...(column.sorted === undefined ? {} : { "aria-sort": column.sorted })}
            className={cn(
              "relative flex shrink-0 items-center border-r",
              column.align === "right" && "justify-end",
            )}
            style={{ width: column.width }}
          >
            {column.header ?? <span className="truncate px-2.5 font-medium text-xs">{column.label}</span>}
            {onWidth !== undefined && <ResizeHandle column={column} onWidth={onWidth} />}
          </div>
        ))}
      </div>
    </div>
  );
}

/// For the mouse; by keyboard a column is widened with Alt and the arrow keys.
function ResizeHandle({
  column,
  onWidth,
}: {
  column: GridColumn;
  onWidth: (id: string, width: number) => void;
}) {
  const start = (event: PointerEvent<HTMLDivElement>): void => {
    event.preventDefault();
    event.stopPropagation();
    const handle = event.currentTarget;
    const from = event.clientX;
    handle.setPointerCapture(event.pointerId);
    const drag = (moved: globalThis.PointerEvent): void =>
      onWidth(column.id, Math.max(64, Math.round(column.width + moved.clientX - from)));
    const end = (): void => {
      handle.removeEventListener("pointermove", drag);
      handle.removeEventListener("lostpointercapture", end);
    };
    handle.addEventListener("pointermove", drag);
    handle.addEventListener("lostpointercapture", end);
  };
  return (
    <div
      aria-hidden="true"
      onPointerDown={start}
      className="absolute inset-y-0 -right-1 z-10 w-2 cursor-col-resize touch-none transition-colors hover:bg-accent/40 active:bg-accent/60"
    />
  );
}
