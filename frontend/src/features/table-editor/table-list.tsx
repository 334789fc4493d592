import { Link } from "@tanstack/react-router";
import { Eye, Plus, Search, ShieldOff, Table2 } from "lucide-react";
import { useState } from "react";
import { type Catalog, type CatalogTable, holdsRows, kindText } from "@/api/studio";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Select } from "@/components/ui/select";
import { compact } from "./compact";

interface TableListProps {
  projectId: string;
  catalog: Catalog;
  schema: string;
  table: string | undefined;
  onSchema: (schema: string) => void;
  onCreate: () => void;
  onEnums: () => void;
  may: boolean;
}

export function TableList({
  projectId,
  catalog,
  schema,
  table,
  onSchema,
  onCreate,
  onEnums,
  may,
}: TableListProps) {
  const [search, setSearch] = useState("");
  const all = catalog.tables.filter((one) => one.schema === schema);
  const found = all.filter(({ name }) => name.toLowerCase().includes(search.trim().toLowerCase()));
  return (
    <div className="flex h-full min-h-0 flex-col">
      <div className="grid gap-2 border-b p-3">
        <div className="flex items-center gap-2">
          <Select
            aria-label="Schema"
            value={schema}
            onChange={(event) => onSchema(event.target.value)}
            className="min-w-0 flex-1"
          >
            {catalog.schemas.map(({ name }) => (
              <option key={name}>{name}</option>
            ))}
          </Select>
          {may && (
            <Button
              look="primary"
              size="icon"
              className="size-9"
              aria-label="New table"
              title="New table"
              onClick={onCreate}
            >
              <Plus aria-hidden="true" />
            </Button>
          )}
        </div>
        <label className="relative block">
          <span className="sr-only">Search tables</span>
          <Search
            className="pointer-events-none absolute top-2 left-2.5 size-4 text-ink-faint"
            aria-hidden="true"
          />
          <input
            type="search"
            placeholder="Search tables…"
            value={search}
            onChange={(event) => setSearch(event.target.value)}
            className="h-8 w-full rounded-lg border bg-canvas pr-2 pl-8 text-[0.8125rem] transition-colors hover:border-line-strong focus-visible:border-accent focus-visible:outline-offset-0"
          />
        </label>
      </div>
      <nav aria-label="Tables" className="min-h-0 flex-1 overflow-y-auto p-2">
        {found.length === 0 ? (
          <p className="px-2 py-8 text-center text-ink-faint text-xs">
            {all.length === 0 ? `No table in ${schema} yet.` : "No table of that name."}
          </p>
        ) : (
          <ul className="grid gap-px">
            {found.map((one) => (
              <li key={one.name}>
                <TableLink projectId={projectId} table={one} current={one.name === table} />
              </li>
            ))}
          </ul>
        )}
      </nav>
      {may && (
        <div className="border-t p-2">
          <Button look="ghost" size="sm" className="w-full justify-start" onClick={onEnums}>
            Enumerated types
          </Button>
        </div>
      )}
    </div>
  );
}

function TableLink({
  projectId,
  table,
  current,
}: {
  projectId: string;
  table: CatalogTable;
  current: boolean;
}) {
  const base = holdsRows(table);
  const Icon = base ? Table2 : Eye;
  return (
    <Link
      to="/projects/$projectId/tables"
      params={{ projectId }}
      search={{ schema: table.schema, table: table.name }}
      aria-current={current ? "page" : undefined}
      title={table.comment ?? undefined}
      className={cn(
        "-outline-offset-2 flex h-8 items-center gap-2 rounded-lg px-2 text-[0.8125rem] text-ink-soft transition-colors hover:bg-hover hover:text-ink",
        current && "bg-hover font-medium text-ink [&_svg]:text-accent-text",
      )}
    >
      <Icon className="size-4 shrink-0" aria-hidden="true" />
      <span className="min-w-0 flex-1 truncate">{table.name}</span>
      {!base && <span className="sr-only">({kindText(table.kind)})</span>}
      {base && !table.rls_enabled && (
        <span title="Row level security is off: whoever may use the API may read it.">
          <ShieldOff className="size-3.5 text-warning!" aria-hidden="true" />
          <span className="sr-only">without row level security</span>
        </span>
      )}
      {(table.row_estimate ?? -1) >= 0 && (
        <span className="text-[0.6875rem] text-ink-faint tabular-nums" title="Rows, about">
          {compact(table.row_estimate ?? 0)}
        </span>
      )}
    </Link>
  );
}
