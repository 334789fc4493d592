import { useQuery, useSuspenseQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { BookOpen, FunctionSquare, KeyRound, PanelLeft, Table2 } from "lucide-react";
import { type ReactNode, useState } from "react";
import { projectQuery } from "@/api/projects";
import { type Catalog, type CatalogFunction, type CatalogTable, catalogQuery } from "@/api/studio";
import { CodeBlock } from "@/components/code-block";
import { PausedBanner } from "@/components/paused-banner";
import { EmptyState, ErrorState } from "@/components/states";
import { StudioFrame } from "@/components/studio-frame";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Segments } from "@/components/ui/segments";
import { Select } from "@/components/ui/select";
import { Skeleton } from "@/components/ui/skeleton";
import { Switch } from "@/components/ui/switch";
import { authCalls, type Call, functionCalls, type Language, setUp, tableCalls } from "./calls";

interface ApiDocsPageProps {
  projectId: string;
  schema: string;
  /// A table's name, `name()` for a function, or nothing for how to begin.
  name: string | undefined;
  onChoose: (chosen: { schema?: string; name?: string }) => void;
}

const languages = [
  { value: "js", text: "JavaScript" },
  { value: "python", text: "Python" },
  { value: "curl", text: "curl" },
] as const satisfies readonly { value: Language; text: string }[];

const LANGUAGE = "dupabase.docs.language";

export function ApiDocsPage({ projectId, schema, name, onChoose }: ApiDocsPageProps) {
  const { data: project } = useSuspenseQuery(projectQuery(projectId));
  const catalog = useQuery({ ...catalogQuery(projectId), enabled: project.status !== "paused" });
  const [language, setLanguage] = useState<Language>(
    () => languages.find(({ value }) => value === localStorage.getItem(LANGUAGE))?.value ?? "js",
  );
  const [realKey, setRealKey] = useState(false);
  const target = { url: project.api_url, key: realKey ? project.anon_key : "YOUR_ANON_KEY" };
  const table = catalog.data?.tables.find((one) => one.schema === schema && one.name === name);
  const routine = catalog.data?.functions.find((one) => one.schema === schema && `${one.name}()` === name);
  return (
    <StudioFrame
      title={`API docs · ${project.name}`}
      panelLabel="Contents"
      panel={
        <Contents
          projectId={projectId}
          catalog={catalog.data}
          schema={schema}
          name={name}
          onChoose={onChoose}
        />
      }
    >
      {(openPanel) => (
        <>
          <div className="flex min-h-12 flex-wrap items-center gap-x-3 gap-y-2 border-b px-3 py-2">
            <Button size="sm" className="lg:hidden" onClick={openPanel}>
              <PanelLeft aria-hidden="true" />
              Contents
            </Button>
            <h1 className="min-w-0 truncate font-semibold text-[0.9375rem]">{name ?? "API docs"}</h1>
            <label
              htmlFor="docs-key"
              className="ml-auto flex items-center gap-2 text-[0.8125rem] text-ink-soft"
            >
              <span className="max-sm:sr-only">Real anon key</span>
              <Switch
                id="docs-key"
                checked={realKey}
                onChange={(event) => setRealKey(event.target.checked)}
              />
            </label>
            <Segments
              label="Language"
              value={language}
              options={languages}
              onChange={(chosen) => {
                setLanguage(chosen);
                localStorage.setItem(LANGUAGE, chosen);
              }}
            />
          </div>
          <div className="relative min-h-0 flex-1 overflow-y-auto bg-canvas">
            <div className="mx-auto grid w-full max-w-4xl gap-8 px-4 py-6 sm:px-6">
              <PausedBanner project={project} />
              {catalog.isError && (
                <ErrorState
                  title="The schema could not be read"
                  error={catalog.error}
                  onRetry={() => catalog.refetch()}
                />
              )}
              {table !== undefined ? (
                <TableDocs table={table} language={language} />
              ) : routine !== undefined ? (
                <FunctionDocs routine={routine} language={language} />
              ) : name !== undefined && catalog.isSuccess ? (
                <EmptyState icon={BookOpen} title={`There is no ${name}`}>
                  It may be renamed or dropped. Choose another from the contents.
                </EmptyState>
              ) : name !== undefined && catalog.isPending ? (
                <Skeleton className="h-64 rounded-xl" />
              ) : (
                <>
                  <Section title="Begin" note={beginnings[language]}>
                    <CodeBlock code={setUp(target)[language]} what="set-up" />
                  </Section>
                  <Calls calls={authCalls} language={language} />
                </>
              )}
            </div>
          </div>
        </>
      )}
    </StudioFrame>
  );
}

const beginnings: Record<Language, string> = {
  js: "npm install @supabase/supabase-js: the official client, with this project’s address.",
  python: "pip install supabase: the official client, with this project’s address.",
  curl: "Each call below uses these two variables.",
};

interface ContentsProps extends Omit<ApiDocsPageProps, "name"> {
  catalog: Catalog | undefined;
  name: string | undefined;
}

function Contents({ projectId, catalog, schema, name, onChoose }: ContentsProps) {
  const tables = catalog?.tables.filter((one) => one.schema === schema) ?? [];
  const routines = catalog?.functions.filter((one) => one.schema === schema && callable(one)) ?? [];
  const entry = (text: string | undefined, icon: ReactNode, shown: string) => (
    <li key={shown}>
      <Link
        to="/projects/$projectId/api"
        params={{ projectId }}
        search={text === undefined ? { schema } : { schema, name: text }}
        aria-current={text === name ? "page" : undefined}
        className={cn(
          "-outline-offset-2 flex h-8 items-center gap-2 rounded-lg px-2 text-[0.8125rem] text-ink-soft transition-colors hover:bg-hover hover:text-ink [&_svg]:size-4 [&_svg]:shrink-0",
          text === name && "bg-hover font-medium text-ink [&_svg]:text-accent-text",
        )}
      >
        {icon}
        <span className="truncate">{shown}</span>
      </Link>
    </li>
  );
  return (
    <div className="flex h-full min-h-0 flex-col">
      <div className="border-b p-3">
        <Select
          aria-label="Schema"
          value={schema}
          onChange={(event) => onChoose({ schema: event.target.value })}
        >
          {(catalog?.schemas ?? [{ name: schema }]).map((one) => (
            <option key={one.name}>{one.name}</option>
          ))}
        </Select>
      </div>
      <nav aria-label="Contents" className="grid min-h-0 flex-1 content-start gap-4 overflow-y-auto p-2">
        <ul className="grid gap-px">
          {entry(undefined, <KeyRound aria-hidden="true" />, "Begin and sign in")}
        </ul>
        {tables.length > 0 && (
          <div>
            <h2 className="px-2 py-1.5 text-ink-faint text-xs">Tables</h2>
            <ul className="grid gap-px">
              {tables.map((one) => entry(one.name, <Table2 aria-hidden="true" />, one.name))}
            </ul>
          </div>
        )}
        {routines.length > 0 && (
          <div>
            <h2 className="px-2 py-1.5 text-ink-faint text-xs">Functions</h2>
            <ul className="grid gap-px">
              {[...new Set(routines.map((one) => `${one.name}()`))].map((one) =>
                entry(one, <FunctionSquare aria-hidden="true" />, one),
              )}
            </ul>
          </div>
        )}
      </nav>
    </div>
  );
}

/// Triggers call their functions, people don't.
function callable({ kind, return_type }: CatalogFunction): boolean {
  return kind === "function" && return_type !== "trigger" && return_type !== "event_trigger";
}

function TableDocs({ table, language }: { table: CatalogTable; language: Language }) {
  return (
    <>
      {table.comment !== null && <p className="text-ink-soft">{table.comment}</p>}
      <Section title="Columns" note="What a row holds, as JSON.">
        <ul aria-label="Columns" className="divide-y rounded-xl border bg-surface shadow-card">
          {table.columns.map((column) => (
            <li key={column.name} className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2.5">
              <code className="font-medium font-mono text-[0.8125rem]">{column.name}</code>
              <code className="font-mono text-ink-faint text-xs [overflow-wrap:anywhere]">{column.type}</code>
              {table.primary_key.includes(column.name) && <Badge tone="accent">key</Badge>}
              {!column.nullable && column.default === null && !column.is_identity && !column.is_generated && (
                <Badge tone="warning">required</Badge>
              )}
              {column.enum_values !== null && (
                <span className="text-ink-faint text-xs">{column.enum_values.join(", ")}</span>
              )}
              {column.comment !== null && (
                <span className="basis-full text-ink-faint text-xs">{column.comment}</span>
              )}
            </li>
          ))}
        </ul>
      </Section>
      <Calls calls={tableCalls(table)} language={language} />
    </>
  );
}

function FunctionDocs({ routine, language }: { routine: CatalogFunction; language: Language }) {
  const given = routine.arguments.filter(({ mode }) => mode !== "out" && mode !== "table");
  return (
    <>
      {routine.comment !== null && <p className="text-ink-soft">{routine.comment}</p>}
      {given.length > 0 && (
        <Section title="Arguments" note="By name.">
          <ul aria-label="Arguments" className="divide-y rounded-xl border bg-surface shadow-card">
            {given.map((one) => (
              <li key={one.name} className="flex flex-wrap items-center gap-3 px-4 py-2.5">
                <code className="font-medium font-mono text-[0.8125rem]">{one.name || "(unnamed)"}</code>
                <code className="font-mono text-ink-faint text-xs">{one.type}</code>
                {one.has_default && <Badge>optional</Badge>}
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Calls calls={functionCalls(routine)} language={language} />
    </>
  );
}

function Calls({ calls, language }: { calls: readonly Call[]; language: Language }) {
  return calls.map(({ title, note, code }) => (
    <Section key={title} title={title} note={note}>
      <CodeBlock code={code[language]} what={title.toLowerCase()} />
    </Section>
  ));
}

function Section({ title, note, children }: { title: string; note: string; children: ReactNode }) {
  return (
    <div className="grid min-w-0 gap-2.5">
      <div className="grid gap-0.5">
        <h2 className="font-semibold text-[0.9375rem]">{title}</h2>
        <p className="text-ink-faint text-[0.8125rem]">{note}</p>
      </div>
      {children}
    </div>
  );
}
