import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { RefreshCw, ScrollText } from "lucide-react";
import { Fragment, useEffect, useState } from "react";
import { answer, api } from "@/api/client";
import type { RequestLine } from "@/api/types";
import { ListSkeleton } from "@/components/list-skeleton";
import { duration } from "@/components/numbers";
import { Pager } from "@/components/pager";
import { absoluteTime } from "@/components/relative-time";
import { SearchField } from "@/components/search-field";
import { EmptyState, ErrorState } from "@/components/states";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { CopyButton } from "@/components/ui/copy-button";
import { Select } from "@/components/ui/select";
import { Table, Td, Th } from "@/components/ui/table";
import { classes, methods, outcomes, type RequestSearch, statusTone, withFilter } from "./request-search";

interface RequestLogProps {
  projectId: string;
  search: RequestSearch;
  onSearch: (search: RequestSearch) => void;
}

export function RequestLog({ projectId, search, onSearch }: RequestLogProps) {
  const page = search.page ?? 1;
  const log = useQuery({
    queryKey: ["project", projectId, "request-log", search],
    queryFn: ({ signal }) =>
      answer(
        api.GET("/platform/projects/{id}/logs/requests", {
          params: { path: { id: projectId }, query: { ...search, page } },
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
  });
  const filtered = Object.keys(search).some((name) => name !== "page");
  return (
    <>
      <Filters search={search} onSearch={onSearch} busy={log.isFetching} onRefresh={() => log.refetch()} />
      {log.isError ? (
        <ErrorState title="The log could not be loaded" error={log.error} onRetry={() => log.refetch()} />
      ) : (
        <Card aria-label="Requests">
          {log.isPending && <ListSkeleton rows={8} />}
          {log.data?.requests.length === 0 && (
            <div className="p-4">
              <EmptyState icon={ScrollText} title={filtered ? "Nothing matches" : "No request yet"}>
                {filtered
                  ? "Take a filter away or look for a shorter part of the path."
                  : "Call the API of this project: requests show here within seconds."}
              </EmptyState>
            </div>
          )}
          {log.data !== undefined && log.data.requests.length > 0 && <Lines lines={log.data.requests} />}
          {log.data !== undefined && (
            <Pager
              page={page}
              hasMore={log.data.has_more}
              busy={log.isPlaceholderData}
              onPage={(next) => onSearch({ ...search, page: next })}
            />
          )}
        </Card>
      )}
    </>
  );
}

interface FiltersProps {
  search: RequestSearch;
  onSearch: (search: RequestSearch) => void;
  busy: boolean;
  onRefresh: () => void;
}

function Filters({ search, onSearch, busy, onRefresh }: FiltersProps) {
  const [path, setPath] = useState(search.path ?? "");

  useEffect(() => {
    if (path === (search.path ?? "")) return;
    const timer = setTimeout(() => onSearch(withFilter(search, "path", path)), 300);
    return () => clearTimeout(timer);
  }, [path, search, onSearch]);

  return (
    <div className="flex flex-wrap gap-2">
      <SearchField label="Search paths" value={path} onChange={setPath} />
      <Choice
        label="Method"
        all="All methods"
        value={search.method}
        options={methods.map((value) => ({ value, text: value }))}
        onChange={(value) => onSearch(withFilter(search, "method", value))}
      />
      <Choice
        label="API"
        all="All APIs"
        value={search.class}
        options={classes}
        onChange={(value) => onSearch(withFilter(search, "class", value))}
      />
      <Choice
        label="Outcome"
        all="All outcomes"
        value={search.status}
        options={outcomes}
        onChange={(value) => onSearch(withFilter(search, "status", value))}
      />
      <Button onClick={onRefresh} busy={busy} aria-label="Load again">
        {!busy && <RefreshCw aria-hidden="true" />}
      </Button>
    </div>
  );
}

interface ChoiceProps {
  label: string;
  all: string;
  value: string | undefined;
  options: readonly { value: string; text: string }[];
  onChange: (value: string) => void;
}

function Choice({ label, all, value, options, onChange }: ChoiceProps) {
  const known = value === undefined || options.some((option) => option.value === value);
  return (
    <Select
      aria-label={label}
      value={value ?? ""}
      onChange={(event) => onChange(event.target.value)}
      className="w-[calc(50%-0.25rem)] sm:w-38"
    >
      <option value="">{all}</option>
      {!known && <option value={value}>{value}</option>}
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.text}
        </option>
      ))}
    </Select>
  );
}

function Lines({ lines }: { lines: readonly RequestLine[] }) {
  return (
    <Table label="Requests">
      <thead>
        <tr>
          <Th>Time</Th>
          <Th>Status</Th>
          <Th>Request</Th>
          <Th>Role</Th>
          <Th className="text-right">Took</Th>
          <Th>Request id</Th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <Fragment key={line.id}>
            {line.skipped > 0 && (
              <tr>
                <td colSpan={6} className="border-t bg-canvas px-5 py-1 text-ink-faint text-xs">
                  {line.skipped} more like the next one were not kept
                </td>
              </tr>
            )}
            <tr>
              <Td className="whitespace-nowrap text-ink-faint text-xs tabular-nums">
                <time dateTime={line.time} title={absoluteTime(line.time)}>
                  {clock(line.time)}
                </time>
              </Td>
              <Td>
                <Badge tone={statusTone(line.status)}>{line.status}</Badge>
              </Td>
              <Td className="max-w-[28rem]">
                <p
                  className="truncate font-mono text-xs"
                  title={`${line.path}${line.query === null ? "" : `?${line.query}`}`}
                >
                  <span className="text-ink-faint">{line.method}</span> {line.path}
                  {line.query !== null && line.query !== "" && (
                    <span className="text-ink-faint">?{line.query}</span>
                  )}
                </p>
                {line.error_code !== null && (
                  <p className="font-mono text-[0.6875rem] text-danger">{line.error_code}</p>
                )}
              </Td>
              <Td className="text-ink-soft text-xs">{line.role ?? "—"}</Td>
              <Td className="whitespace-nowrap text-right text-xs tabular-nums">
                {duration(line.duration_ms)}
              </Td>
              <Td>
                {line.request_id !== null && (
                  <span className="flex items-center gap-1 font-mono text-ink-faint text-xs">
                    {line.request_id.slice(0, 8)}
                    <CopyButton value={line.request_id} what="request id" className="-my-1 size-6" />
                  </span>
                )}
              </Td>
            </tr>
          </Fragment>
        ))}
      </tbody>
    </Table>
  );
}

const clockFormat = new Intl.DateTimeFormat("en", {
  month: "short",
  day: "2-digit",
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  hourCycle: "h23",
});

function clock(time: string): string {
  return clockFormat.format(new Date(time));
}
