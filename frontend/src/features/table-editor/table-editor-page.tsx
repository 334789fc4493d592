import { useQuery, useSuspenseQuery } from "@tanstack/react-query";
import { PanelLeft, Plus, Table2 } from "lucide-react";
import { useState } from "react";
import { projectQuery } from "@/api/projects";
import { type Catalog, type CatalogTable, catalogQuery, holdsRows, kindText } from "@/api/studio";
import { PausedBanner } from "@/components/paused-banner";
import { useMay } from "@/components/role";
import { EmptyState, ErrorState } from "@/components/states";
import { StudioFrame } from "@/components/studio-frame";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Segments } from "@/components/ui/segments";
import { Skeleton } from "@/components/ui/skeleton";
import { CreateTablePanel } from "./create-table-panel";
import { EnumsPanel } from "./enums-panel";
import { Structure } from "./structure";
import { TableData } from "./table-data";
import { TableList } from "./table-list";
import type { TableSearch } from "./table-search";

interface TableEditorPageProps {
  projectId: string;
  search: TableSearch;
  onSearch: (search: TableSearch, options?: { replace?: boolean }) => void;
}

export function TableEditorPage({ projectId, search, onSearch }: TableEditorPageProps) {
  const { data: project } = useSuspenseQuery(projectQuery(projectId));
  const may = useMay(project.org_id, "developer");
  const catalog = useQuery(catalogQuery(projectId));
  const [creating, setCreating] = useState(false);
  const [enums, setEnums] = useState(false);
  const schema = search.schema ?? "public";
  const table = catalog.data?.tables.find((one) => one.schema === schema && one.name === search.table);

  if (project.status === "paused") {
    return (
      <div className="p-4 sm:p-6">
        <title>{`Tables · ${project.name} · Dupabase`}</title>
        <PausedBanner project={project} />
      </div>
    );
  }
  if (catalog.isError) {
    return (
      <div className="p-4 sm:p-6">
        <title>{`Tables · ${project.name} · Dupabase`}</title>
        <ErrorState
          title="The tables could not be read"
          error={catalog.error}
          onRetry={() => catalog.refetch()}
        />
      </div>
    );
  }
  return (
    <StudioFrame
      title={`${search.table ?? "Tables"} · ${project.name}`}
      panelLabel="Tables"
      panel={
        catalog.data === undefined ? (
          <ListSkeleton />
        ) : (
          <TableList
            projectId={projectId}
            catalog={catalog.data}
            schema={schema}
            table={search.table}
            onSchema={(name) => onSearch({ schema: name })}
            onCreate={() => setCreating(true)}
            onEnums={() => setEnums(true)}
            may={may}
          />
        )
      }
    >
      {(openPanel) => (
        <>
          <div className="flex min-h-12 flex-wrap items-center gap-x-3 gap-y-2 border-b px-3 py-2">
            <Button look="secondary" size="sm" className="lg:hidden" onClick={openPanel}>
              <PanelLeft aria-hidden="true" />
              Tables
            </Button>
            <h1 className="min-w-0 truncate font-semibold text-[0.9375rem]">
              {search.table ?? "Table editor"}
            </h1>
            {table !== undefined && <TableBadges table={table} />}
            {table !== undefined && (
              <Segments
                label="View"
                value={search.view ?? "data"}
                options={[
                  { value: "data", text: "Data" },
                  { value: "structure", text: "Structure" },
                ]}
                onChange={(view) => {
                  const { view: _, ...rest } = search;
                  onSearch(view === "structure" ? { ...rest, view } : rest);
                }}
                className="ml-auto"
              />
            )}
          </div>
          {catalog.data === undefined ? (
            <div className="grid gap-2 p-4">
              <Skeleton className="h-8" />
              <Skeleton className="h-64" />
            </div>
          ) : table === undefined ? (
            <NoTable catalog={catalog.data} search={search} may={may} onCreate={() => setCreating(true)} />
          ) : search.view === "structure" ? (
            <Structure projectId={projectId} catalog={catalog.data} table={table} may={may} />
          ) : (
            <TableData
              key={`${table.schema}.${table.name}`}
              project={project}
              catalog={catalog.data}
              table={table}
              conditions={search.filter ?? none}
              order={search.sort ?? none}
              onConditions={(filter) => onSearch({ ...search, filter })}
              onOrder={(sort) => onSearch({ ...search, sort })}
            />
          )}
          {creating && catalog.data !== undefined && (
            <CreateTablePanel
              projectId={projectId}
              catalog={catalog.data}
              schema={schema}
              onCreated={(name) => onSearch({ schema, table: name })}
              onClose={() => setCreating(false)}
            />
          )}
          {enums && catalog.data !== undefined && (
            <EnumsPanel
              projectId={projectId}
              catalog={catalog.data}
              schema={schema}
              onClose={() => setEnums(false)}
            />
          )}
        </>
      )}
    </StudioFrame>
  );
}

const none: readonly never[] = [];

function TableBadges({ table }: { table: CatalogTable }) {
  if (!holdsRows(table)) return <Badge tone="info">{kindText(table.kind)}</Badge>;
  return table.rls_enabled ? <Badge tone="success">RLS on</Badge> : <Badge tone="warning">RLS off</Badge>;
}

function NoTable({
  catalog,
  search,
  may,
  onCreate,
}: {
  catalog: Catalog;
  search: TableSearch;
  may: boolean;
  onCreate: () => void;
}) {
  const schema = search.schema ?? "public";
  const any = catalog.tables.some((one) => one.schema === schema);
  const lost = search.table !== undefined;
  return (
    <div className="flex-1 overflow-y-auto p-4 sm:p-6">
      <EmptyState
        icon={Table2}
        title={
          lost
            ? `There is no table ${search.table}`
            : any
              ? "Choose a table"
              : may
                ? "Create your first table"
                : "No table yet"
        }
        action={
          may && (
            <Button look={any ? "secondary" : "primary"} onClick={onCreate}>
              <Plus aria-hidden="true" />
              New table
            </Button>
          )
        }
      >
        {lost
          ? `It may be renamed, dropped, or in another schema than ${schema}.`
          : any
            ? "Pick one from the list to see and edit its rows, or make a new one."
            : "Name it, give it columns, and it is served by the API at once."}
      </EmptyState>
    </div>
  );
}

function ListSkeleton() {
  return (
    <div role="status" aria-label="Loading tables" className="grid gap-2 p-3">
      {["w-full", "w-4/5", "w-3/5", "w-4/5", "w-2/3"].map((width, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: placeholders are all alike.
        <Skeleton key={at} className={`h-7 ${width}`} />
      ))}
    </div>
  );
}
