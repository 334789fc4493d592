import { useQuery } from "@tanstack/react-query";
import { ListSkeleton } from "@/components/list-skeleton";
import { compactNumber, duration } from "@/components/numbers";
import { ErrorState } from "@/components/states";
import { Card, CardHeader } from "@/components/ui/card";
import { Table, Td, Th } from "@/components/ui/table";
import { slowQueriesQuery } from "./queries";

export function SlowQueries({ projectId }: { projectId: string }) {
  const statistics = useQuery(slowQueriesQuery(projectId));
  const { available, queries } = statistics.data ?? {};
  return (
    <Card aria-label="Queries" className="min-w-0">
      <CardHeader title="Queries" description="Those that took most of the database’s time." />
      <div className="border-t">
        {statistics.isPending && <ListSkeleton rows={5} />}
        {statistics.isError && (
          <div className="p-4">
            <ErrorState error={statistics.error} onRetry={() => statistics.refetch()} />
          </div>
        )}
        {available === false && (
          <p className="px-4 py-8 text-center text-ink-faint text-[0.8125rem]">
            The server’s PostgreSQL does not count statements. Its operator can load pg_stat_statements.
          </p>
        )}
        {available === true && queries?.length === 0 && (
          <p className="px-4 py-8 text-center text-ink-faint text-[0.8125rem]">No query has run yet.</p>
        )}
        {available === true && queries !== undefined && queries.length > 0 && (
          <Table label="Queries">
            <thead>
              <tr>
                <Th>Query</Th>
                <Th className="text-right">Calls</Th>
                <Th className="text-right">Mean</Th>
                <Th className="text-right">Total</Th>
              </tr>
            </thead>
            <tbody>
              {queries.map(({ query, calls, mean_time_ms, total_time_ms }) => (
                <tr key={query}>
                  <Td className="max-w-80">
                    <code className="line-clamp-2 font-mono text-xs [overflow-wrap:anywhere]" title={query}>
                      {query}
                    </code>
                  </Td>
                  <Td className="text-right tabular-nums">{compactNumber(calls)}</Td>
                  <Td className="whitespace-nowrap text-right tabular-nums">{duration(mean_time_ms)}</Td>
                  <Td className="whitespace-nowrap text-right tabular-nums">{duration(total_time_ms)}</Td>
                </tr>
              ))}
            </tbody>
          </Table>
        )}
      </div>
    </Card>
  );
}
