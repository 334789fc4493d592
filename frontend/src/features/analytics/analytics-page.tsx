import { useQuery, useSuspenseQuery } from "@tanstack/react-query";
import { ChartColumn } from "lucide-react";
import { requestsQuery } from "@/api/analytics";
import { projectQuery } from "@/api/projects";
import { Chart } from "@/components/chart";
import { Figure, Figures } from "@/components/figure";
import { byteSize, compactNumber, duration, fullNumber } from "@/components/numbers";
import { Page } from "@/components/page";
import { PausedBanner } from "@/components/paused-banner";
import { RequestChart } from "@/components/request-chart";
import { EmptyState, ErrorState } from "@/components/states";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { Segments } from "@/components/ui/segments";
import { Skeleton } from "@/components/ui/skeleton";
import { overviewQuery } from "./queries";
import { SlowQueries } from "./slow-queries";
import { TableSizes } from "./table-sizes";

const windows = [
  { value: "24", text: "24 hours" },
  { value: "72", text: "3 days" },
  { value: "168", text: "7 days" },
] as const;

export type Window = (typeof windows)[number]["value"];

interface AnalyticsPageProps {
  projectId: string;
  window: Window;
  onWindow: (window: Window) => void;
}

export function AnalyticsPage({ projectId, window, onWindow }: AnalyticsPageProps) {
  const { data: project } = useSuspenseQuery(projectQuery(projectId));
  const overview = useQuery(overviewQuery(projectId));
  const { database, connections, auth } = overview.data ?? {};
  return (
    <Page
      title="Analytics"
      description="How much this project is used, and what it costs its database."
      width="wide"
      actions={<Segments label="Time" value={window} options={windows} onChange={onWindow} />}
    >
      <PausedBanner project={project} />
      <Requests projectId={projectId} hours={Number(window)} />
      {overview.isError ? (
        <ErrorState
          title="The figures could not be loaded"
          error={overview.error}
          onRetry={() => overview.refetch()}
        />
      ) : (
        <Figures>
          <Figure
            label="Database size"
            value={database === null ? "—" : database && byteSize(database.db_size)}
            note={database && `${fullNumber(database.table_count)} tables`}
          />
          <Figure
            label="Rows"
            value={database === null ? "—" : database && compactNumber(database.total_rows)}
            note="as PostgreSQL estimates them"
          />
          <Figure
            label="Users"
            value={auth === null ? "—" : auth && fullNumber(auth.total_users)}
            note={auth && `${fullNumber(auth.signups_7d)} new in 7 days`}
          />
          <Figure
            label="Open sessions"
            value={auth === null ? "—" : auth && fullNumber(auth.active_sessions)}
            note="of your users"
          />
          <Figure
            label="Connections"
            value={connections === null ? "—" : connections && fullNumber(connections.total)}
            note={connections && `${connections.active} active, ${connections.idle} idle`}
          />
        </Figures>
      )}
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-6 xl:grid-cols-2">
        <TableSizes tables={database?.tables} pending={overview.isPending} />
        <SlowQueries projectId={projectId} />
      </div>
    </Page>
  );
}

function Requests({ projectId, hours }: { projectId: string; hours: number }) {
  const requests = useQuery(requestsQuery(projectId, hours));
  const timed = requests.data?.points.filter(({ p95_ms }) => p95_ms !== null) ?? [];
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-6 xl:grid-cols-2">
      <Card aria-label="Requests" className="min-w-0">
        <CardHeader
          title="Requests"
          description={requests.data && `${fullNumber(requests.data.totals.requests)} in all.`}
        />
        <CardBody>
          {requests.isPending && <Skeleton className="h-64 rounded-lg" />}
          {requests.isError && <ErrorState error={requests.error} onRetry={() => requests.refetch()} />}
          {requests.data !== undefined &&
            (requests.data.totals.requests === 0 ? (
              <EmptyState icon={ChartColumn} title="No request yet">
                Copy the snippet on the overview and call your API: it shows here within a minute.
              </EmptyState>
            ) : (
              <RequestChart series={requests.data} />
            ))}
        </CardBody>
      </Card>
      <Card aria-label="Response time" className="min-w-0">
        <CardHeader
          title="Response time"
          description="Half of the requests and 95 of 100 were answered within it."
        />
        <CardBody>
          {requests.isPending && <Skeleton className="h-64 rounded-lg" />}
          {requests.data !== undefined &&
            (timed.length === 0 ? (
              <EmptyState icon={ChartColumn} title="Nothing to measure yet">
                Response times appear with the first requests.
              </EmptyState>
            ) : (
              <Chart
                kind="lines"
                summary="Response times, hour by hour."
                points={timed.map(({ time, p50_ms, p95_ms }) => ({
                  label: new Date(time).toLocaleString("en", {
                    ...(hours > 24 ? { month: "short", day: "numeric" } : {}),
                    hour: "2-digit",
                    minute: "2-digit",
                    hourCycle: "h23",
                  }),
                  half: p50_ms ?? 0,
                  most: p95_ms ?? 0,
                }))}
                series={[
                  { key: "half", text: "Median", color: "accent" },
                  { key: "most", text: "95th percentile", color: "info" },
                ]}
                format={duration}
              />
            ))}
        </CardBody>
      </Card>
    </div>
  );
}
