import { useQuery } from "@tanstack/react-query";
import { Server } from "lucide-react";
import { answer, api } from "@/api/client";
import { ListSkeleton } from "@/components/list-skeleton";
import { ErrorState } from "@/components/states";
import { RelativeTime } from "@/components/time";
import { Badge } from "@/components/ui/badge";
import { Card, CardHeader } from "@/components/ui/card";

/// The processes that serve the same platform database.
export function Instances() {
  const instances = useQuery({
    queryKey: ["admin", "instances"],
    queryFn: ({ signal }) => answer(api.GET("/platform/admin/instances", { signal })),
    refetchInterval: 15_000,
  });
  return (
    <Card aria-label="Instances">
      <CardHeader title="Instances" description="Processes that serve this platform together." />
      <div className="border-t">
        {instances.isPending && <ListSkeleton rows={1} />}
        {instances.isError && (
          <div className="p-4">
            <ErrorState error={instances.error} onRetry={() => instances.refetch()} />
          </div>
        )}
        <ul aria-label="Instances" className="divide-y">
          {instances.data?.map((instance) => (
            <li key={instance.id} className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-3 sm:px-5">
              <Server className="size-4 shrink-0 text-ink-faint" aria-hidden="true" />
              <span className="font-medium font-mono text-[0.8125rem]">
                {instance.host}:{instance.port}
              </span>
              {instance.self && <Badge tone="accent">this one</Badge>}
              <span className="ml-auto text-ink-faint text-xs">
                started <RelativeTime value={instance.started_at} />, seen{" "}
                <RelativeTime value={instance.seen_at} />
              </span>
            </li>
          ))}
        </ul>
      </div>
    </Card>
  );
}
