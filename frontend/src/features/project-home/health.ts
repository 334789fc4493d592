import type { AnalyticsOverview, ProjectStatus, RequestSeries } from "@/api/types";

export interface Health {
  name: string;
  state: "well" | "worth" | "ill" | "paused" | "unknown";
  note: string;
}

type Totals = Pick<RequestSeries["totals"], "requests" | "server_errors">;

/// How a project does, as far as its figures tell.
export function healthOf(
  status: ProjectStatus,
  overview: AnalyticsOverview | "failed" | undefined,
  totals: Totals | undefined,
): Health[] {
  if (status === "paused") {
    return ["Database", "API", "Auth"].map((name) => ({ name, state: "paused", note: "paused" }));
  }
  return [database(overview), requests(totals), auth(overview)];
}

function database(overview: AnalyticsOverview | "failed" | undefined): Health {
  const name = "Database";
  if (overview === undefined) return { name, state: "unknown", note: "asking…" };
  const connections = overview === "failed" ? null : overview.connections;
  if (connections === null) return { name, state: "ill", note: "does not answer" };
  return {
    name,
    state: "well",
    note: connections.total === 1 ? "answers, one connection" : `answers, ${connections.total} connections`,
  };
}

function requests(totals: Totals | undefined): Health {
  const name = "API";
  if (totals === undefined) return { name, state: "unknown", note: "asking…" };
  if (totals.requests === 0) return { name, state: "well", note: "ready, no request yet" };
  if (totals.server_errors === 0) return { name, state: "well", note: "no failure in 24 h" };
  const percent = (100 * totals.server_errors) / totals.requests;
  return {
    name,
    state: percent >= 5 ? "ill" : "worth",
    note: `${percent < 0.1 ? "under 0.1" : percent.toFixed(1)} % failed in 24 h`,
  };
}

function auth(overview: AnalyticsOverview | "failed" | undefined): Health {
  const name = "Auth";
  if (overview === undefined) return { name, state: "unknown", note: "asking…" };
  const figures = overview === "failed" ? null : overview.auth;
  if (figures === null) return { name, state: "ill", note: "does not answer" };
  return { name, state: "well", note: `${figures.total_users} users, ${figures.active_sessions} sessions` };
}
