import { pageParam, textParam } from "./search-params";

const HOUR = 3_600_000;

/// How far back a log is looked at.
export const spans: Readonly<Record<string, { text: string; length: number | null }>> = {
  hour: { text: "Last hour", length: HOUR },
  day: { text: "Last 24 hours", length: 24 * HOUR },
  week: { text: "Last 7 days", length: 7 * 24 * HOUR },
  month: { text: "Last 30 days", length: 30 * 24 * HOUR },
  all: { text: "All time", length: null },
};

export const DEFAULT_SPAN = "all";

/// What is looked for in a log; it stands in the address.
export interface LogSearch {
  page?: number;
  action?: string;
  span?: string;
}

export function logSearch(search: Record<string, unknown>): LogSearch {
  const { span } = textParam("span", search);
  return {
    ...pageParam(search),
    ...textParam("action", search),
    ...(span !== undefined && span in spans && span !== DEFAULT_SPAN ? { span } : {}),
  };
}

/// Where a span begins, in full minutes: a query that changed each second would be asked anew each second.
export function beginOf(span: string | undefined, now: number): string | undefined {
  const length = spans[span ?? DEFAULT_SPAN]?.length ?? null;
  if (length === null) return undefined;
  return new Date(Math.floor((now - length) / 60_000) * 60_000).toISOString();
}
