import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Laptop } from "lucide-react";
import { answer, api } from "@/api/client";
import type { Session } from "@/api/types";
import { ErrorState } from "@/components/states";
import { RelativeTime } from "@/components/time";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { Skeleton } from "@/components/ui/skeleton";
import { toast } from "@/components/ui/toast";
import { deviceName } from "@/components/user-agent";
import { sessionsQuery } from "./sessions-query";

export function Sessions() {
  const sessions = useQuery(sessionsQuery);
  const others = sessions.data?.filter(({ current }) => !current).length ?? 0;
  return (
    <Card aria-label="Sessions">
      <CardHeader
        title="Sessions"
        description="Where you are signed in. End the ones you do not know."
        action={others > 0 && <EndOthers />}
      />
      <div className="border-t">
        {sessions.isPending && (
          <div className="grid gap-3 px-4 py-4 sm:px-5">
            <Skeleton className="h-9" />
            <Skeleton className="h-9" />
          </div>
        )}
        {sessions.isError && (
          <div className="p-4">
            <ErrorState
              title="Your sessions could not be loaded"
              error={sessions.error}
              onRetry={() => sessions.refetch()}
            />
          </div>
        )}
        {sessions.data?.length === 0 && (
          <p className="px-4 py-8 text-center text-ink-faint text-[0.8125rem]">No other place knows you.</p>
        )}
        <ul aria-label="Sessions" className="divide-y">
          {sessions.data?.map((session) => (
            <SessionRow key={session.id} session={session} />
          ))}
        </ul>
      </div>
    </Card>
  );
}

function SessionRow({ session }: { session: Session }) {
  const queryClient = useQueryClient();
  const device = deviceName(session.user_agent);
  const end = useMutation({
    mutationFn: () =>
      answer(api.DELETE("/platform/auth/sessions/{id}", { params: { path: { id: session.id } } })),
    onSuccess: () => toast(`The session of ${device} is over.`),
    onError: (error) => toast(error.message, "danger"),
    onSettled: () => queryClient.invalidateQueries(sessionsQuery),
  });
  return (
    <li className="flex items-center gap-3 px-4 py-3 sm:px-5">
      <Laptop className="size-5 shrink-0 text-ink-faint" aria-hidden="true" />
      <div className="grid min-w-0 flex-1 gap-0.5">
        <p className="flex items-center gap-2 font-medium text-[0.8125rem]">
          <span className="truncate">{device}</span>
          {session.current && <Badge tone="success">this one</Badge>}
        </p>
        <p className="truncate text-ink-faint text-xs">
          {session.ip !== null && <>{session.ip} · </>}
          {session.last_used_at === null ? (
            <>
              signed in <RelativeTime value={session.created_at} />
            </>
          ) : (
            <>
              active <RelativeTime value={session.last_used_at} />
            </>
          )}
        </p>
      </div>
      {!session.current && (
        <Button
          size="sm"
          busy={end.isPending}
          aria-label={`End session of ${device}`}
          onClick={() => end.mutate()}
        >
          End
        </Button>
      )}
    </li>
  );
}

function EndOthers() {
  const queryClient = useQueryClient();
  const end = useMutation({
    mutationFn: () => answer(api.DELETE("/platform/auth/sessions")),
    onSuccess: () => toast("All other sessions are over."),
    onError: (error) => toast(error.message, "danger"),
    onSettled: () => queryClient.invalidateQueries(sessionsQuery),
  });
  return (
    <Button size="sm" look="danger-outline" busy={end.isPending} onClick={() => end.mutate()}>
      End all others
    </Button>
  );
}
