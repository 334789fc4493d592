import { useMutation, useQueryClient } from "@tanstack/react-query";
import { answer, api } from "@/api/client";
import type { AuthFactor, AuthSession, AuthUserDetail, Project } from "@/api/types";
import { RelativeTime } from "@/components/time";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import { deviceName } from "@/components/user-agent";
import { allUsersOf } from "./queries";

interface PartProps {
  project: Project;
  user: AuthUserDetail;
  manages: boolean;
}

export function UserSessions({ project, user, manages }: PartProps) {
  const end = useEnd(project.id, "All sessions of this user are over.", () =>
    answer(
      api.DELETE("/platform/projects/{id}/auth/users/{userId}/sessions", {
        params: { path: { id: project.id, userId: user.id } },
      }),
    ),
  );
  return (
    <section aria-label="Sessions" className="grid gap-2">
      <div className="flex items-center justify-between gap-3">
        <h3 className="font-medium text-[0.8125rem]">Sessions</h3>
        {manages && user.sessions.length > 0 && (
          <Button size="sm" look="danger-outline" busy={end.isPending} onClick={() => end.mutate()}>
            End all
          </Button>
        )}
      </div>
      {user.sessions.length === 0 ? (
        <p className="text-ink-faint text-[0.8125rem]">Signed in nowhere.</p>
      ) : (
        <ul aria-label="Sessions" className="divide-y rounded-lg border">
          {user.sessions.map((session) => (
            <SessionRow key={session.id} project={project} user={user} session={session} manages={manages} />
          ))}
        </ul>
      )}
    </section>
  );
}

function SessionRow({ project, user, session, manages }: PartProps & { session: AuthSession }) {
  const device = deviceName(session.user_agent);
  const active = session.updated_at ?? session.created_at;
  const end = useEnd(project.id, `The session of ${device} is over.`, () =>
    answer(
      api.DELETE("/platform/projects/{id}/auth/users/{userId}/sessions/{sessionId}", {
        params: { path: { id: project.id, userId: user.id, sessionId: session.id } },
      }),
    ),
  );
  return (
    <li className="flex items-center gap-3 px-3 py-2">
      <div className="grid min-w-0 flex-1">
        <span className="truncate text-[0.8125rem]">{device}</span>
        <span className="truncate text-ink-faint text-xs">
          {session.ip}
          {session.ip !== null && active !== null && " · "}
          {active !== null && (
            <>
              active <RelativeTime value={active} />
            </>
          )}
        </span>
      </div>
      {manages && (
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

export function Factors({ project, user, manages }: PartProps) {
  if (user.factors.length === 0) return null;
  return (
    <section aria-label="Second factors" className="grid gap-2">
      <h3 className="font-medium text-[0.8125rem]">Second factors</h3>
      <ul aria-label="Second factors" className="divide-y rounded-lg border">
        {user.factors.map((factor) => (
          <FactorRow key={factor.id} project={project} user={user} factor={factor} manages={manages} />
        ))}
      </ul>
    </section>
  );
}

function FactorRow({ project, user, factor, manages }: PartProps & { factor: AuthFactor }) {
  const name = factor.friendly_name ?? factor.factor_type;
  const remove = useEnd(project.id, `The factor ${name} is removed.`, () =>
    answer(
      api.DELETE("/platform/projects/{id}/auth/users/{userId}/factors/{factorId}", {
        params: { path: { id: project.id, userId: user.id, factorId: factor.id } },
      }),
    ),
  );
  return (
    <li className="flex items-center gap-3 px-3 py-2">
      <span className="min-w-0 flex-1 truncate text-[0.8125rem]">{name}</span>
      <Badge>{factor.factor_type}</Badge>
      <Badge tone={factor.status === "verified" ? "success" : "warning"}>{factor.status}</Badge>
      {manages && (
        <Button
          size="sm"
          look="danger-outline"
          busy={remove.isPending}
          aria-label={`Remove factor ${name}`}
          onClick={() => remove.mutate()}
        >
          Remove
        </Button>
      )}
    </li>
  );
}

function useEnd(projectId: string, done: string, act: () => Promise<unknown>) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: act,
    onSuccess: () => toast(done),
    onError: (error) => toast(error.message, "danger"),
    onSettled: () => queryClient.invalidateQueries(allUsersOf(projectId)),
  });
}
