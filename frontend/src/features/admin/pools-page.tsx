import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { PlugZap } from "lucide-react";
import { answer, api } from "@/api/client";
import { Figure, Figures } from "@/components/figure";
import { ListSkeleton } from "@/components/list-skeleton";
import { duration, fullNumber } from "@/components/numbers";
import { Page } from "@/components/page";
import { EmptyState, ErrorState } from "@/components/states";
import { Badge } from "@/components/ui/badge";
import { Card, CardHeader } from "@/components/ui/card";
import { Table, Td, Th } from "@/components/ui/table";
import { Instances } from "./instances";

export function PoolsPage() {
  const pools = useQuery({
    queryKey: ["admin", "pools"],
    queryFn: ({ signal }) => answer(api.GET("/platform/admin/pools", { signal })),
    refetchInterval: 5_000,
  });
  const { data } = pools;
  return (
    <Page
      title="Connection pools"
      description="Connections of this instance to the projects’ databases, as they are now."
      width="wide"
    >
      {pools.isError ? (
        <ErrorState
          title="The pools could not be loaded"
          error={pools.error}
          onRetry={() => pools.refetch()}
        />
      ) : (
        <>
          <Figures>
            <Figure label="In use or kept open" value={data && fullNumber(data.budget - data.free)} />
            <Figure
              label="Free"
              value={data && fullNumber(data.free)}
              note={data && `of ${data.budget} in all`}
            />
            <Figure label="Most for one project" value={data && fullNumber(data.per_project)} />
            <Figure
              label="Requests waiting"
              value={data && fullNumber(data.pools.reduce((sum, { waiting }) => sum + waiting, 0))}
            />
          </Figures>
          <Card aria-label="Pools">
            <CardHeader title="By project" />
            <div className="border-t">
              {pools.isPending && <ListSkeleton rows={4} />}
              {data?.pools.length === 0 && (
                <div className="p-4">
                  <EmptyState icon={PlugZap} title="No pool is open">
                    One opens with the first request to a project and closes when nobody uses it.
                  </EmptyState>
                </div>
              )}
              {data !== undefined && data.pools.length > 0 && (
                <Table label="Pools">
                  <thead>
                    <tr>
                      <Th>Project</Th>
                      <Th className="text-right">Active</Th>
                      <Th className="text-right">Idle</Th>
                      <Th className="text-right">Waiting</Th>
                      <Th className="text-right">Waits so far</Th>
                      <Th className="text-right">Evictions</Th>
                      <Th className="text-right">Unused for</Th>
                    </tr>
                  </thead>
                  <tbody>
                    {data.pools.map((pool) => (
                      <tr key={pool.project_ref}>
                        <Td>
                          <span className="flex items-center gap-2">
                            <PoolName pool={pool} />
                            {pool.broken && <Badge tone="danger">broken</Badge>}
                          </span>
                          <span className="font-mono text-ink-faint text-xs">{pool.project_ref}</span>
                        </Td>
                        <Td className="text-right tabular-nums">{pool.active}</Td>
                        <Td className="text-right tabular-nums">{pool.idle}</Td>
                        <Td className="text-right tabular-nums">{pool.waiting}</Td>
                        <Td className="text-right tabular-nums">{fullNumber(pool.waits)}</Td>
                        <Td className="text-right tabular-nums">{fullNumber(pool.evictions)}</Td>
                        <Td className="whitespace-nowrap text-right tabular-nums">
                          {duration(pool.unused_seconds * 1_000)}
                        </Td>
                      </tr>
                    ))}
                  </tbody>
                </Table>
              )}
            </div>
          </Card>
        </>
      )}
      <Instances />
    </Page>
  );
}

interface PoolNameProps {
  pool: { project_id: string | null; project_ref: string; project_name: string | null };
}

/// A project that was deleted meanwhile has a pool for a moment longer.
function PoolName({ pool: { project_id, project_ref, project_name } }: PoolNameProps) {
  if (project_id === null) return <span className="font-medium">{project_ref}</span>;
  return (
    <Link
      to="/projects/$projectId"
      params={{ projectId: project_id }}
      className="font-medium hover:text-accent-text hover:underline"
    >
      {project_name ?? project_ref}
    </Link>
  );
}
