import { useQuery, useSuspenseQuery } from "@tanstack/react-query";
import { Eye, Pencil, Plus, Search, ShieldCheck, Trash2 } from "lucide-react";
import { useState } from "react";
import { projectQuery } from "@/api/projects";
import { type Catalog, type CatalogPolicy, type CatalogTable, catalogQuery, holdsRows } from "@/api/studio";
import { Page } from "@/components/page";
import { PausedBanner } from "@/components/paused-banner";
import { useMay } from "@/components/role";
import { DropDialog, SchemaPanel } from "@/components/sql-run";
import { EmptyState, ErrorState } from "@/components/states";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Card, CardHeader } from "@/components/ui/card";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { Skeleton } from "@/components/ui/skeleton";
import { qualified, sql } from "@/sql/sql";
import { PolicyPanel } from "./policy-panel";
import { dropPolicy } from "./policy-sql";
import { TryPanel } from "./try-panel";

interface PoliciesPageProps {
  projectId: string;
  schema: string;
  /// What the tables' names must hold.
  name: string | undefined;
  onChoose: (chosen: { schema?: string; name?: string }) => void;
}

type Open =
  | { what: "new" | "try" | "switch"; table: CatalogTable }
  | { what: "edit" | "drop"; table: CatalogTable; policy: CatalogPolicy };

export function PoliciesPage({ projectId, schema, name = "", onChoose }: PoliciesPageProps) {
  const { data: project } = useSuspenseQuery(projectQuery(projectId));
  const may = useMay(project.org_id, "developer");
  const catalog = useQuery({ ...catalogQuery(projectId), enabled: project.status !== "paused" });
  const [open, setOpen] = useState<Open | null>(null);
  const close = (): void => setOpen(null);
  return (
    <Page
      title="Policies"
      description="Who may see and change which rows. PostgreSQL checks them on every call with the anon key or a user’s token; the service_role key passes by."
    >
      <PausedBanner project={project} />
      {catalog.isPending && catalog.fetchStatus !== "idle" && (
        <div role="status" aria-label="Loading policies" className="grid gap-4">
          <Skeleton className="h-9 w-72" />
          <Skeleton className="h-40 rounded-xl" />
          <Skeleton className="h-40 rounded-xl" />
        </div>
      )}
      {catalog.isError && (
        <ErrorState
          title="The policies could not be read"
          error={catalog.error}
          onRetry={() => catalog.refetch()}
        />
      )}
      {catalog.data !== undefined && (
        <>
          <Chooser catalog={catalog.data} schema={schema} name={name} onChoose={onChoose} />
          <Tables catalog={catalog.data} schema={schema} name={name} may={may} onOpen={setOpen} />
          {open?.what === "new" && (
            <PolicyPanel
              projectId={projectId}
              catalog={catalog.data}
              table={open.table}
              policy={null}
              onClose={close}
            />
          )}
          {open?.what === "edit" && (
            <PolicyPanel
              projectId={projectId}
              catalog={catalog.data}
              table={open.table}
              policy={open.policy}
              onClose={close}
            />
          )}
          {open?.what === "try" && <TryPanel projectId={projectId} table={open.table} onClose={close} />}
          {open?.what === "switch" && (
            <SecurityPanel
              projectId={projectId}
              table={
                catalog.data.tables.find(
                  (one) => one.schema === open.table.schema && one.name === open.table.name,
                ) ?? open.table
              }
              onClose={close}
            />
          )}
          {open?.what === "drop" && (
            <DropDialog
              projectId={projectId}
              title={`Drop the policy ${open.policy.name}?`}
              phrase={open.policy.name}
              verb="Drop policy"
              done="The policy is dropped."
              statements={[dropPolicy(open.table, open.policy.name)]}
              onClose={close}
            >
              {open.policy.permissive
                ? "Whoever relied on it sees these rows no more."
                : "It narrows what others allow: without it, more rows are seen."}
            </DropDialog>
          )}
        </>
      )}
    </Page>
  );
}

interface ChooserProps {
  catalog: Catalog;
  schema: string;
  name: string;
  onChoose: PoliciesPageProps["onChoose"];
}

function Chooser({ catalog, schema, name, onChoose }: ChooserProps) {
  const [text, setText] = useState(name);
  return (
    <div className="flex flex-wrap gap-2">
      <Select
        aria-label="Schema"
        value={schema}
        className="w-44"
        onChange={(event) => onChoose({ schema: event.target.value })}
      >
        {catalog.schemas.map((one) => (
          <option key={one.name}>{one.name}</option>
        ))}
      </Select>
      <div className="relative min-w-44 flex-1 sm:max-w-72">
        <Search
          className="pointer-events-none absolute top-2.5 left-2.5 size-4 text-ink-faint"
          aria-hidden="true"
        />
        <Input
          type="search"
          aria-label="Search tables"
          placeholder="Search tables…"
          value={text}
          className="pl-8"
          onChange={(event) => {
            setText(event.target.value);
            onChoose({ schema, ...(event.target.value === "" ? {} : { name: event.target.value }) });
          }}
        />
      </div>
    </div>
  );
}

interface TablesProps {
  catalog: Catalog;
  schema: string;
  name: string;
  may: boolean;
  onOpen: (open: Open) => void;
}

function Tables({ catalog, schema, name, may, onOpen }: TablesProps) {
  const managed = catalog.schemas.some((one) => one.name === schema && one.managed);
  const all = catalog.tables.filter((table) => table.schema === schema && holdsRows(table));
  const found = all.filter((table) => table.name.toLowerCase().includes(name.toLowerCase()));
  if (found.length === 0) {
    return (
      <EmptyState
        icon={ShieldCheck}
        title={all.length === 0 ? `No table in ${schema}` : "No table of that name"}
      >
        {all.length === 0
          ? "Create one in the table editor, then say here who may see its rows."
          : "Search for another."}
      </EmptyState>
    );
  }
  return (
    <div className="grid gap-5">
      {found.map((table) => (
        <TableCard key={table.name} table={table} fixed={managed || !may} onOpen={onOpen} />
      ))}
    </div>
  );
}

interface TableCardProps {
  table: CatalogTable;
  /// To look at only.
  fixed: boolean;
  onOpen: (open: Open) => void;
}

function TableCard({ table, fixed, onOpen }: TableCardProps) {
  const { policies, rls_enabled: on } = table;
  return (
    <Card aria-label={table.name}>
      <CardHeader
        title={
          <span className="flex flex-wrap items-center gap-2">
            {table.name}
            {on ? <Badge tone="success">RLS on</Badge> : <Badge tone="warning">RLS off</Badge>}
          </span>
        }
        description={
          on
            ? policies.length === 0
              ? "No policy: nobody but your servers sees a row."
              : undefined
            : policies.length > 0
              ? "Its policies have no effect as long as row level security is off."
              : "Whoever has the anon key may read and write, as far as the grants let them."
        }
        action={
          <div className="flex flex-wrap gap-2">
            <Button size="sm" look="ghost" onClick={() => onOpen({ what: "try", table })}>
              <Eye aria-hidden="true" />
              Try as…
            </Button>
            {!fixed && (
              <>
                <Button size="sm" look="ghost" onClick={() => onOpen({ what: "switch", table })}>
                  {on ? "Turn off" : "Turn on"}
                </Button>
                <Button size="sm" onClick={() => onOpen({ what: "new", table })}>
                  <Plus aria-hidden="true" />
                  New policy
                </Button>
              </>
            )}
          </div>
        }
      />
      {policies.length > 0 && (
        <ul aria-label={`Policies of ${table.name}`} className="divide-y border-t">
          {policies.map((policy) => (
            <li key={policy.name} className="flex items-start gap-2 py-3 pr-2 pl-4 sm:pl-5">
              <div className="grid min-w-0 flex-1 gap-1.5">
                <div className="flex flex-wrap items-center gap-2">
                  <span className="font-medium text-[0.8125rem] [overflow-wrap:anywhere]">{policy.name}</span>
                  <Badge tone="accent">{policy.command}</Badge>
                  {policy.roles.map((role) => (
                    <Badge key={role}>{role === "public" ? "everybody" : role}</Badge>
                  ))}
                  {!policy.permissive && <Badge tone="warning">restrictive</Badge>}
                </div>
                <Expression word="using" text={policy.using} />
                <Expression word="with check" text={policy.check} />
              </div>
              {!fixed && (
                <>
                  <Button
                    look="ghost"
                    size="icon"
                    aria-label={`Edit ${policy.name}`}
                    onClick={() => onOpen({ what: "edit", table, policy })}
                  >
                    <Pencil aria-hidden="true" />
                  </Button>
                  <Button
                    look="ghost"
                    size="icon"
                    aria-label={`Drop ${policy.name}`}
                    onClick={() => onOpen({ what: "drop", table, policy })}
                  >
                    <Trash2 aria-hidden="true" />
                  </Button>
                </>
              )}
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

function Expression({ word, text }: { word: string; text: string | null }) {
  if (text === null) return null;
  return (
    <code className="font-mono text-ink-soft text-xs [overflow-wrap:anywhere]">
      <span className="token-keyword">{word}</span> {text}
    </code>
  );
}

function SecurityPanel({
  projectId,
  table,
  onClose,
}: {
  projectId: string;
  table: CatalogTable;
  onClose: () => void;
}) {
  const [on] = useState(!table.rls_enabled);
  return (
    <SchemaPanel
      projectId={projectId}
      title={`Turn row level security ${on ? "on" : "off"}?`}
      verb={on ? "Turn on" : "Turn off"}
      done={`Row level security of ${table.name} is ${on ? "on" : "off"}.`}
      onClose={onClose}
      statements={() => [
        on
          ? sql`alter table ${qualified(table)} enable row level security`
          : sql`alter table ${qualified(table)} disable row level security`,
      ]}
    >
      {on ? (
        <Callout tone="info">
          From then on a row is seen only where a policy allows it
          {table.policies.length === 0 && "; there is none yet, so apps see nothing until you add one"}.
        </Callout>
      ) : (
        <Callout tone="warning">
          Whoever has the anon key may then read and write all rows of {table.name}, as far as the grants let
          them.
        </Callout>
      )}
    </SchemaPanel>
  );
}
