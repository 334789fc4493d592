import { Link } from "@tanstack/react-router";
import { ArrowUpRight, Code2, Columns3, Filter, Plus, Trash2 } from "lucide-react";
import { useEffect, useMemo, useState } from "react";
import {
  type Catalog,
  type CatalogTable,
  type Cell,
  holdsRows,
  ROWS_PER_PAGE,
  type RowKey,
} from "@/api/studio";
import type { Project } from "@/api/types";
import { ConfirmDialog } from "@/components/confirm-dialog";
import { DataGrid, type GridColumn, MOST_ROWS } from "@/components/data-grid/data-grid";
import { CellValue } from "@/components/data-grid/grid-row";
import { type Condition, type Order, operand, orderText } from "@/components/rest-call";
import { useMay } from "@/components/role";
import { EmptyState, ErrorState } from "@/components/states";
import { Button } from "@/components/ui/button";
import {
  DropdownMenu,
  DropdownMenuCheckboxItem,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { Skeleton } from "@/components/ui/skeleton";
import { CallDialog } from "./call-dialog";
import { CellEditorPanel } from "./cell-editor";
import { ColumnHead } from "./column-head";
import { counted } from "./compact";
import { CsvMenu } from "./csv-menu";
import { FilterBar } from "./filter-bar";
import { useColumnLayout } from "./grid-columns";
import { readOnlyReason, rowKey } from "./row-key";
import { RowPanel } from "./row-panel";
import { useRowEdits } from "./use-row-edits";
import { useRows } from "./use-rows";

interface TableDataProps {
  project: Project;
  catalog: Catalog;
  table: CatalogTable;
  conditions: readonly Condition[];
  order: readonly Order[];
  onConditions: (conditions: readonly Condition[]) => void;
  onOrder: (order: readonly Order[]) => void;
}

const noRows: ReadonlyMap<number, RowKey> = new Map();

export function TableData(props: TableDataProps) {
  const { project, table, conditions, order, onConditions, onOrder } = props;
  const view = useMemo(
    () => ({
      filters: conditions.map((condition) => `${condition.column}.${operand(condition)}`),
      order: orderText(order),
    }),
    [conditions, order],
  );
  const rows = useRows(project.id, table, view);
  const edits = useRowEdits(project.id, table, view);
  const layout = useColumnLayout(project.id, table);
  const [filtering, setFiltering] = useState<string | true | null>(conditions.length > 0 ? true : null);
  const [selected, setSelected] = useState(noRows);
  const [open, setOpen] = useState<"insert" | "delete" | "call" | null>(null);
  const may = useMay(project.org_id, "developer");
  const readOnly = readOnlyReason(table, may);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another view has other rows.
  useEffect(() => setSelected(noRows), [view]);

  const received = rows.first.data?.columns ?? table.columns.map(({ name }) => name);
  const places = layout.columns.map(({ name }) => received.indexOf(name));
  const shownRow = useRowProjection(rows.row, places);
  const references = useMemo(
    () => new Map(table.foreign_keys.filter(single).map((key) => [key.columns[0], key])),
    [table],
  );

  const columns: GridColumn[] = layout.columns.map((column) => {
    const sorted = order.find((one) => one.column === column.name);
    const direction = sorted === undefined ? undefined : sorted.descending ? "descending" : "ascending";
    return {
      id: column.name,
      label: column.name,
      width: column.width,
      ...(column.kind === "number" ? { align: "right" as const } : {}),
      ...(direction === undefined ? {} : { sorted: direction }),
      header: (
        <ColumnHead
          name={column.name}
          type={column.type}
          comment={column.comment}
          isKey={table.primary_key.includes(column.name)}
          isReference={references.has(column.name)}
          sorted={direction}
          onSort={(descending) => onOrder([{ column: column.name, descending }])}
          onFilter={() => setFiltering(column.name)}
          onHide={() => layout.show(column.name, false)}
        />
      ),
    };
  });

  const select = (indexes: readonly number[], on: boolean): void => {
    const next = new Map(selected);
    for (const index of indexes) {
      const values = rows.row(index);
      const key = values === undefined ? null : rowKey(table, received, values);
      if (on && key !== null) next.set(index, key);
      else next.delete(index);
    }
    setSelected(next);
  };

  const renderCell = (value: Cell, _row: number, at: number) => {
    const reference = references.get(layout.columns[at]?.name ?? "");
    if (reference === undefined || value === null) return <CellValue value={value} />;
    return (
      <>
        <CellValue value={value} />
        <Link
          to="/projects/$projectId/tables"
          params={{ projectId: project.id }}
          search={{
            schema: reference.target_schema,
            table: reference.target_table,
            filter: [{ column: reference.target_columns[0] ?? "", operator: "eq", value: String(value) }],
          }}
          tabIndex={-1}
          aria-label={`Open this row of ${reference.target_table}`}
          title={`Open this row of ${reference.target_table}`}
          onPointerDown={(event) => event.stopPropagation()}
          className="-mr-1.5 ml-auto grid size-6 shrink-0 place-items-center rounded text-ink-faint opacity-60 hover:bg-hover hover:text-ink group-hover/row:opacity-100"
        >
          <ArrowUpRight className="size-3.5" aria-hidden="true" />
        </Link>
      </>
    );
  };

  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <div className="flex flex-wrap items-center gap-1.5 border-b px-3 py-2">
        <Button
          look="ghost"
          size="sm"
          aria-pressed={filtering !== null}
          className="aria-pressed:bg-hover aria-pressed:text-ink"
          onClick={() => setFiltering(filtering === null ? true : null)}
        >
          <Filter aria-hidden="true" />
          <span className="max-sm:sr-only">Filter</span>
          {conditions.length > 0 && ` (${conditions.length})`}
        </Button>
        <ColumnsMenu layout={layout} columns={table.columns.map(({ name }) => name)} />
        <Button look="ghost" size="sm" onClick={() => setOpen("call")}>
          <Code2 aria-hidden="true" />
          <span className="max-sm:sr-only">API call</span>
        </Button>
        {order.length > 0 && (
          <Button look="ghost" size="sm" onClick={() => onOrder([])}>
            Sorted by {order.map(({ column }) => column).join(", ")} ×
          </Button>
        )}
        <span className="ml-auto" />
        {selected.size > 0 && (
          <Button look="danger-outline" size="sm" onClick={() => setOpen("delete")}>
            <Trash2 aria-hidden="true" />
            Delete {counted(selected.size)}
          </Button>
        )}
        <CsvMenu project={project} table={table} view={view} imports={holdsRows(table) && may} />
        <Button
          look="primary"
          size="sm"
          disabled={!holdsRows(table) || !may}
          onClick={() => setOpen("insert")}
        >
          <Plus aria-hidden="true" />
          Insert row
        </Button>
      </div>
      {filtering !== null && (
        <FilterBar
          key={String(filtering)}
          columns={table.columns}
          conditions={conditions}
          start={filtering === true ? undefined : filtering}
          onChange={onConditions}
          onClose={() => setFiltering(null)}
        />
      )}
      {rows.first.isPending ? (
        <GridSkeleton />
      ) : rows.first.isError ? (
        <div className="p-4">
          <ErrorState
            title="The rows could not be loaded"
            error={rows.first.error}
            onRetry={() => rows.first.refetch()}
          />
        </div>
      ) : rows.rowCount === 0 ? (
        <div className="flex-1 overflow-y-auto p-4">
          <NoRows
            filtered={conditions.length > 0}
            table={table}
            inserts={holdsRows(table) && may}
            onInsert={() => setOpen("insert")}
            onClear={() => onConditions([])}
          />
        </div>
      ) : (
        <DataGrid
          key={`${table.schema}.${table.name} ${view.filters.join("&")} ${view.order}`}
          label={`Rows of ${table.name}`}
          className="flex-1"
          columns={columns}
          rowCount={rows.rowCount}
          row={shownRow}
          renderCell={renderCell}
          onShown={rows.onShown}
          onWidth={layout.resize}
          {...(readOnly === null ? { selected: new Set(selected.keys()), onSelect: select } : {})}
          editable={(_row, at) => readOnly === null && layout.columns[at]?.is_generated === false}
          renderEditor={(editor) => {
            const column = layout.columns[editor.column];
            const value = shownRow(editor.row)?.[editor.column];
            if (column === undefined || value === undefined) return null;
            return (
              <CellEditorPanel
                key={`${editor.row}:${editor.column}`}
                editor={editor}
                column={column}
                value={value}
                onSave={(next) => void edits.edit(editor.row, column.name, next)}
              />
            );
          }}
        />
      )}
      <footer className="flex min-h-9 flex-wrap items-center gap-x-4 gap-y-1 border-t bg-canvas px-3 py-1 text-ink-faint text-xs">
        <span role="status">
          {rows.first.data === undefined
            ? "Loading…"
            : `${rows.estimated ? "about " : ""}${counted(rows.rowCount)} ${rows.rowCount === 1 ? "row" : "rows"}`}
          {rows.rowCount > MOST_ROWS && `; the first ${counted(MOST_ROWS)} are here: filter to see others`}
        </span>
        {selected.size > 0 && <span>{counted(selected.size)} selected</span>}
        {rows.failure !== null && (
          <span className="text-danger">Some rows could not be loaded: {rows.failure.message}</span>
        )}
        <span className="ml-auto max-sm:hidden">
          {readOnly ?? "Enter edits · Space selects · Ctrl C copies"}
        </span>
      </footer>
      {open === "insert" && <RowPanel projectId={project.id} table={table} onClose={() => setOpen(null)} />}
      {open === "call" && (
        <CallDialog
          project={project}
          call={{ schema: table.schema, table: table.name, conditions, order, limit: ROWS_PER_PAGE }}
          onClose={() => setOpen(null)}
        />
      )}
      {open === "delete" && (
        <DeleteRows
          keys={[...selected.values()]}
          table={table}
          remove={edits.remove}
          onDone={() => {
            setSelected(noRows);
            setOpen(null);
          }}
          onClose={() => setOpen(null)}
        />
      )}
    </div>
  );
}

/// Rows with their columns in the order they are shown; the same row stays the same list, so that it isn't drawn anew.
function useRowProjection(row: (index: number) => readonly Cell[] | undefined, places: readonly number[]) {
  const layout = places.join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: made anew when the columns change, only then.
  const kept = useMemo(() => new WeakMap<readonly Cell[], readonly Cell[]>(), [layout]);
  return (index: number): readonly Cell[] | undefined => {
    const values = row(index);
    if (values === undefined) return undefined;
    const known = kept.get(values);
    if (known !== undefined) return known;
    const shown = places.map((place) => values[place] ?? null);
    kept.set(values, shown);
    return shown;
  };
}

function single({ columns }: { columns: readonly string[] }): boolean {
  return columns.length === 1;
}

function ColumnsMenu({
  layout,
  columns,
}: {
  layout: ReturnType<typeof useColumnLayout>;
  columns: readonly string[];
}) {
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button look="ghost" size="sm">
          <Columns3 aria-hidden="true" />
          <span className="max-sm:sr-only">Columns</span>
          {layout.hidden.size > 0 && ` (${layout.hidden.size} hidden)`}
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="start">
        {columns.map((name) => (
          <DropdownMenuCheckboxItem
            key={name}
            checked={!layout.hidden.has(name)}
            onSelect={(event) => event.preventDefault()}
            onCheckedChange={(on) => layout.show(name, on === true)}
          >
            {name}
          </DropdownMenuCheckboxItem>
        ))}
        <DropdownMenuSeparator />
        <DropdownMenuItem onSelect={layout.showAll}>Show all</DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}

function NoRows(props: {
  filtered: boolean;
  table: CatalogTable;
  inserts: boolean;
  onInsert: () => void;
  onClear: () => void;
}) {
  if (props.filtered) {
    return (
      <EmptyState
        icon={Filter}
        title="No row fits"
        action={<Button onClick={props.onClear}>Clear the filters</Button>}
      >
        None of the rows of {props.table.name} meets these conditions.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={Plus}
      title={`${props.table.name} is empty`}
      {...(props.inserts
        ? {
            action: (
              <Button look="primary" onClick={props.onInsert}>
                Insert the first row
              </Button>
            ),
          }
        : {})}
    >
      Insert rows here, import a CSV file, or write them from your app.
    </EmptyState>
  );
}

interface DeleteRowsProps {
  keys: readonly RowKey[];
  table: CatalogTable;
  remove: (keys: readonly RowKey[], onProgress: (done: number) => void) => Promise<void>;
  onDone: () => void;
  onClose: () => void;
}

function DeleteRows({ keys, table, remove, onDone, onClose }: DeleteRowsProps) {
  const [done, setDone] = useState(0);
  const what = keys.length === 1 ? "this row" : `${counted(keys.length)} rows`;
  return (
    <ConfirmDialog
      title={`Delete ${what}?`}
      verb={done === 0 ? `Delete ${what}` : `${counted(done)} deleted…`}
      {...(keys.length > 20 ? { phrase: table.name } : {})}
      confirm={() => remove(keys, setDone)}
      onDone={onDone}
      onClose={onClose}
    >
      Rows elsewhere that refer to them may be deleted with them, or stand in the way, as the foreign keys
      say. This can’t be undone.
    </ConfirmDialog>
  );
}

function GridSkeleton() {
  return (
    <div
      role="status"
      aria-label="Loading rows"
      className="grid flex-1 content-start gap-2 overflow-hidden p-3"
    >
      {Array.from({ length: 12 }, (_, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: placeholders are all alike.
        <Skeleton key={at} className="h-6" />
      ))}
    </div>
  );
}
