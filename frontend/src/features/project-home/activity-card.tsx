import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { ArrowRight } from "lucide-react";
import { requestsQuery } from "@/api/analytics";
import { fullNumber } from "@/components/numbers";
import { RequestChart } from "@/components/request-chart";
import { ErrorState } from "@/components/states";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { Skeleton } from "@/components/ui/skeleton";

export function ActivityCard({ projectId }: { projectId: string }) {
  const requests = useQuery({ ...requestsQuery(projectId, 24), refetchInterval: 60_000 });
  const totals = requests.data?.totals;
  return (
    <Card aria-label="Last 24 hours" className="min-w-0">
      <CardHeader
        title="Last 24 hours"
        description={
          totals === undefined
            ? "Requests and errors."
            : totals.requests === 0
              ? "No request yet: call the API and come back."
              : `${fullNumber(totals.requests)} requests, ${fullNumber(totals.client_errors)} refused, ${fullNumber(totals.server_errors)} failed.`
        }
        action={
          <Link
            to="/projects/$projectId/analytics"
            params={{ projectId }}
            className="flex items-center gap-1 font-medium text-[0.8125rem] text-accent-text hover:underline"
          >
            Analytics
            <ArrowRight className="size-3.5" aria-hidden="true" />
          </Link>
        }
      />
      <CardBody>
        {requests.isPending && <Skeleton className="h-64 rounded-lg" />}
        {requests.isError && (
          <ErrorState
            title="The requests could not be loaded"
            error={requests.error}
            onRetry={() => requests.refetch()}
          />
        )}
        {requests.data !== undefined && <RequestChart series={requests.data} />}
      </CardBody>
    </Card>
  );
}
