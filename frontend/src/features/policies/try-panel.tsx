import { useQuery } from "@tanstack/react-query";
import { EyeOff } from "lucide-react";
import { useState } from "react";
import { type CatalogTable, runSql } from "@/api/studio";
import { CodeBlock } from "@/components/code-block";
import { DataGrid } from "@/components/data-grid/data-grid";
import { EmptyState, ErrorState } from "@/components/states";
import { Field } from "@/components/ui/field";
import { FormPanel } from "@/components/ui/form-panel";
import { Segments } from "@/components/ui/segments";
import { Select } from "@/components/ui/select";
import { Skeleton } from "@/components/ui/skeleton";
import { literal, qualified, sql } from "@/sql/sql";
import { valueKind } from "@/sql/value-kind";

const callers = [
  { value: "anon", text: "A visitor" },
  { value: "user", text: "A user" },
  { value: "service_role", text: "Your server" },
] as const;

const SHOWN = 100;

/// What a caller of the API would see of a table. Nothing is changed: it runs read only, and is undone.
export function TryPanel({
  projectId,
  table,
  onClose,
}: {
  projectId: string;
  table: CatalogTable;
  onClose: () => void;
}) {
  const [caller, setCaller] = useState<(typeof callers)[number]["value"]>("anon");
  const [user, setUser] = useState("");
  const users = useQuery({
    queryKey: ["try-users", projectId],
    queryFn: ({ signal }) => runSql(projectId, { query: USERS, read_only: true }, signal),
    staleTime: 60_000,
  });
  const people = users.data?.results[0]?.rows ?? [];
  const chosen = user === "" ? String(people[0]?.[0] ?? "") : user;
  const as = caller === "user" ? { user_id: chosen } : { role: caller };
  const ready = caller !== "user" || chosen !== "";
  const query = sql`select * from ${qualified(table)} limit ${literal(String(SHOWN))}`;
  const seen = useQuery({
    queryKey: ["rows", projectId, table.schema, table.name, "as", caller, caller === "user" ? chosen : ""],
    queryFn: ({ signal }) => runSql(projectId, { query, read_only: true, as }, signal),
    enabled: ready,
    retry: false,
    gcTime: 0,
  });
  const result = seen.data?.results.at(-1);
  return (
    <FormPanel
      title={`Who sees what of ${table.name}`}
      description="The rows as the API would answer them. Nothing is changed."
      width="lg"
      onClose={onClose}
    >
      <div className="grid gap-5">
        <div className="flex flex-wrap items-end gap-3">
          <Segments label="Caller" value={caller} options={callers} onChange={setCaller} />
          {caller === "user" && (
            <Field label="User" className="min-w-56 flex-1">
              {(control) => (
                <Select {...control} value={chosen} onChange={(event) => setUser(event.target.value)}>
                  {people.length === 0 && <option value="">No user has signed up yet</option>}
                  {people.map(([id, email]) => (
                    <option key={String(id)} value={String(id)}>
                      {String(email ?? id)}
                    </option>
                  ))}
                </Select>
              )}
            </Field>
          )}
        </div>
        {!ready && users.isSuccess && (
          <p className="rounded-lg border border-dashed px-4 py-8 text-center text-ink-faint text-[0.8125rem]">
            Users who sign up in your app can be chosen here.
          </p>
        )}
        {seen.isLoading && <Skeleton className="h-48" />}
        {seen.isError && (
          <ErrorState title="The API would refuse this" error={seen.error} onRetry={() => seen.refetch()} />
        )}
        {result !== undefined &&
          (result.rows.length === 0 ? (
            <EmptyState icon={EyeOff} title="Not a single row">
              No policy of {table.name} lets this caller see anything, or the table is empty.
            </EmptyState>
          ) : (
            <>
              <p role="status" className="text-ink-soft text-[0.8125rem]">
                {result.rows.length === SHOWN
                  ? `The first ${SHOWN} rows`
                  : `${result.rows.length} ${result.rows.length === 1 ? "row" : "rows"}`}{" "}
                can be seen.
              </p>
              <div className="overflow-hidden rounded-lg border">
                <DataGrid
                  key={`${caller} ${chosen}`}
                  label="Visible rows"
                  className="h-80"
                  columns={result.columns.map((label, at) => ({
                    id: label,
                    label,
                    width: 168,
                    ...(valueKind(result.column_types[at] ?? "") === "number"
                      ? { align: "right" as const }
                      : {}),
                  }))}
                  rowCount={result.rows.length}
                  row={(index) => result.rows[index]}
                />
              </div>
            </>
          ))}
        <CodeBlock code={query} what="query" copyable={false} />
      </div>
    </FormPanel>
  );
}

const USERS =
  "select id, coalesce(email, phone, 'anonymous ' || id) from auth.users order by created_at desc limit 200";
