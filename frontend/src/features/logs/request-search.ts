import { pageParam, textParam } from "@/components/search-params";

/// What is looked for among requests; it stands in the address.
export interface RequestSearch {
  page?: number;
  method?: string;
  class?: string;
  status?: string;
  path?: string;
}

export const methods = ["GET", "POST", "PATCH", "PUT", "DELETE", "HEAD"] as const;

export const classes: readonly { value: string; text: string }[] = [
  { value: "rest", text: "REST" },
  { value: "rpc", text: "Functions" },
  { value: "auth", text: "Auth" },
  { value: "storage", text: "Storage" },
  { value: "realtime", text: "Realtime" },
  { value: "graphql", text: "GraphQL" },
];

export const outcomes: readonly { value: string; text: string }[] = [
  { value: "2xx", text: "Served (2xx)" },
  { value: "3xx", text: "Redirected (3xx)" },
  { value: "4xx", text: "Refused (4xx)" },
  { value: "5xx", text: "Failed (5xx)" },
];

export function requestSearch(search: Record<string, unknown>): RequestSearch {
  return {
    ...pageParam(search),
    ...textParam("method", search),
    ...textParam("class", search),
    ...textParam("status", search),
    ...textParam("path", search),
  };
}

/// A search with another value for one filter; it begins at the first page again.
export function withFilter(
  { page: _page, ...search }: RequestSearch,
  name: "method" | "class" | "status" | "path",
  value: string,
): RequestSearch {
  const { [name]: _old, ...rest } = search;
  return value === "" ? rest : { ...rest, [name]: value };
}

export function statusTone(status: number): "success" | "warning" | "danger" | "neutral" {
  if (status >= 500) return "danger";
  if (status >= 400) return "warning";
  return status >= 300 ? "neutral" : "success";
}
