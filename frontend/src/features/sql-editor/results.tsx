import { Braces, CircleAlert, Copy, Download, FileSpreadsheet, LoaderCircle, Play } from "lucide-react";
import { useEffect, useState } from "react";
import { ApiError } from "@/api/error";
import type { SqlNotice, SqlResult } from "@/api/studio";
import { DataGrid, type GridColumn } from "@/components/data-grid/data-grid";
import { csvText, download, jsonText } from "@/components/delimited";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { copyText } from "@/components/ui/copy-button";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { toast } from "@/components/ui/toast";
import { valueKind } from "@/sql/value-kind";
import { readPlan } from "./plan";
import { PlanView } from "./plan-view";
import type { Run } from "./use-run";

/// What came of the last run of a document.
export function Results({
  run,
  name,
  onCancel,
}: {
  run: Run | undefined;
  name: string;
  onCancel: () => void;
}) {
  if (run === undefined) {
    return (
      <div className="grid h-full place-items-center p-6 text-center text-ink-faint text-[0.8125rem]">
        <p className="grid justify-items-center gap-2">
          <Play className="size-5" aria-hidden="true" />
          Run a query and its results appear here.
        </p>
      </div>
    );
  }
  switch (run.state) {
    case "running":
      return <Running since={run.since} cancelling={run.cancelling} onCancel={onCancel} />;
    case "failed":
      return <Failure error={run.error} />;
    case "done":
      return <Answer key={run.answer.execution_time_ms} name={name} run={run} />;
  }
}

function Running({
  since,
  cancelling,
  onCancel,
}: {
  since: number;
  cancelling: boolean;
  onCancel: () => void;
}) {
  const [now, setNow] = useState(since);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 200);
    return () => clearInterval(timer);
  }, []);
  return (
    <div
      role="status"
      className="grid h-full place-items-center content-center gap-3 p-6 text-[0.8125rem] text-ink-soft"
    >
      <LoaderCircle className="size-5 animate-spin text-accent-text" aria-hidden="true" />
      <span className="tabular-nums">
        Running<span aria-hidden="true"> for {(Math.max(0, now - since) / 1000).toFixed(1)} s</span>
      </span>
      <Button size="sm" busy={cancelling} onClick={onCancel}>
        {cancelling ? "Cancelling" : "Cancel"}
      </Button>
    </div>
  );
}

function Failure({ error }: { error: Error }) {
  const body = error instanceof ApiError ? error.body : {};
  const said = (name: string) => (typeof body[name] === "string" && body[name] !== "" ? body[name] : null);
  const requestId = error instanceof ApiError && error.status >= 500 ? error.requestId : null;
  const rest = [
    ["Detail", said("detail")],
    ["Hint", said("hint")],
    ["Where", said("where")],
    ["Line", typeof body.line === "number" ? String(body.line) : null],
    ["SQLSTATE", said("sqlstate")],
    ["Request", requestId],
  ].filter((pair): pair is [string, string] => pair[1] !== null);
  return (
    <div role="alert" className="grid content-start gap-3 overflow-auto p-4">
      <p className="flex items-start gap-2.5 text-danger text-[0.8125rem]">
        <CircleAlert className="mt-0.5 size-4 shrink-0" aria-hidden="true" />
        <span className="font-mono [overflow-wrap:anywhere]">{error.message}</span>
      </p>
      {rest.length > 0 && (
        <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1 pl-6.5 text-xs">
          {rest.map(([name, value]) => (
            <div key={name} className="contents">
              <dt className="text-ink-faint">{name}</dt>
              <dd className="font-mono [overflow-wrap:anywhere]">{value}</dd>
            </div>
          ))}
        </dl>
      )}
    </div>
  );
}

function Answer({ run, name }: { run: Extract<Run, { state: "done" }>; name: string }) {
  const { results, notices, execution_time_ms } = run.answer;
  const plan = readPlan(run.answer.plan);
  const withRows = results.flatMap((result, at) => (result.columns.length > 0 ? [at] : []));
  const [chosen, setChosen] = useState<number | "messages">(withRows.at(-1) ?? "messages");
  const result = chosen === "messages" ? undefined : results[chosen];
  if (plan !== null) return <PlanView plan={plan} />;
  return (
    <div className="flex h-full min-h-0 flex-col">
      <div className="flex min-h-10 items-center gap-1 overflow-x-auto border-b px-2 py-1">
        {withRows.map((at, number) => (
          <ResultTab key={at} on={chosen === at} onClick={() => setChosen(at)}>
            {withRows.length === 1 ? "Result" : `Result ${number + 1}`}
          </ResultTab>
        ))}
        <ResultTab on={chosen === "messages"} onClick={() => setChosen("messages")}>
          Messages{notices.length > 0 && ` (${notices.length})`}
        </ResultTab>
        <span className="ml-auto whitespace-nowrap px-2 text-ink-faint text-xs tabular-nums" role="status">
          {result !== undefined &&
            `${result.row_count} ${result.row_count === 1 ? "row" : "rows"}${result.truncated ? " (cut)" : ""} · `}
          {execution_time_ms} ms
        </span>
        {result !== undefined && <TakeAway result={result} name={name} />}
      </div>
      {result === undefined ? (
        <Messages results={results} notices={notices} />
      ) : (
        <ResultGrid key={chosen} result={result} />
      )}
      {result?.truncated && (
        <p className="border-t bg-warning-soft px-3 py-1.5 text-warning text-xs">
          Only the first {result.row_count} rows are shown. Add a limit, or export the table.
        </p>
      )}
    </div>
  );
}

function ResultTab({
  on,
  onClick,
  children,
}: {
  on: boolean;
  onClick: () => void;
  children: React.ReactNode;
}) {
  return (
    <button
      type="button"
      aria-pressed={on}
      onClick={onClick}
      className={cn(
        "whitespace-nowrap rounded-md px-2.5 py-1 text-xs transition-colors hover:bg-hover",
        on ? "bg-hover font-medium text-ink" : "text-ink-faint",
      )}
    >
      {children}
    </button>
  );
}

function ResultGrid({ result }: { result: SqlResult }) {
  const [widths, setWidths] = useState<Readonly<Record<string, number>>>({});
  const columns: GridColumn[] = result.columns.map((label, at) => {
    const id = `${at}`;
    const kind = valueKind(result.column_types[at] ?? "");
    return {
      id,
      label,
      width: widths[id] ?? widthOf(label, result, at),
      ...(kind === "number" ? { align: "right" as const } : {}),
      header: (
        <span className="flex min-w-0 items-baseline gap-1.5 px-2.5 text-xs" title={result.column_types[at]}>
          <span className="truncate font-medium">{label}</span>
          <span className="truncate font-mono text-[0.6875rem] text-ink-faint">
            {result.column_types[at]}
          </span>
        </span>
      ),
    };
  });
  if (result.rows.length === 0) {
    return <p className="p-6 text-center text-ink-faint text-[0.8125rem]">No rows.</p>;
  }
  return (
    <DataGrid
      label="Result"
      className="flex-1"
      columns={columns}
      rowCount={result.rows.length}
      row={(index) => result.rows[index]}
      onWidth={(id, width) => setWidths({ ...widths, [id]: width })}
    />
  );
}

/// Wide enough for what the first rows hold.
function widthOf(label: string, { rows, column_types }: SqlResult, at: number): number {
  const head = label.length + (column_types[at]?.length ?? 0) + 3;
  const longest = Math.max(head, ...rows.slice(0, 50).map((row) => String(row[at] ?? "NULL").length));
  return Math.min(380, Math.max(80, longest * 7.4 + 28));
}

function Messages({ results, notices }: { results: readonly SqlResult[]; notices: readonly SqlNotice[] }) {
  return (
    <ul aria-label="Messages" className="grid content-start gap-1 overflow-auto p-4 font-mono text-xs">
      {results.map((result, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the statements of one script, in their order.
        <li key={at} className="text-ink-soft">
          {result.command}
          {result.affected > 0 && ` ${result.affected}`}
          <span className="text-ink-faint"> · {result.execution_time_ms} ms</span>
        </li>
      ))}
      {notices.map((notice, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: as above.
        <li key={at} className={notice.severity === "WARNING" ? "text-warning" : "text-info"}>
          {notice.severity}: {notice.message}
          {notice.hint != null && <span className="block pl-4 text-ink-faint">{notice.hint}</span>}
        </li>
      ))}
    </ul>
  );
}

function TakeAway({ result: { columns, rows }, name }: { result: SqlResult; name: string }) {
  const file =
    name
      .trim()
      .replace(/[^\w-]+/g, "-")
      .toLowerCase() || "result";
  const copy = async (what: string, text: string): Promise<void> => {
    if (await copyText(text)) toast(`Copied as ${what}.`);
    else toast("The browser did not let us copy.", "danger");
  };
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button look="ghost" size="sm">
          <Download aria-hidden="true" />
          Export
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end">
        <DropdownMenuItem onSelect={() => copy("CSV", csvText(columns, rows))}>
          <Copy aria-hidden="true" />
          Copy as CSV
        </DropdownMenuItem>
        <DropdownMenuItem onSelect={() => copy("JSON", jsonText(columns, rows))}>
          <Braces aria-hidden="true" />
          Copy as JSON
        </DropdownMenuItem>
        <DropdownMenuItem onSelect={() => download(`${file}.csv`, "text/csv", csvText(columns, rows))}>
          <FileSpreadsheet aria-hidden="true" />
          Download CSV
        </DropdownMenuItem>
        <DropdownMenuItem
          onSelect={() => download(`${file}.json`, "application/json", jsonText(columns, rows))}
        >
          <Download aria-hidden="true" />
          Download JSON
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
