import { useQuery } from "@tanstack/react-query";
import { X } from "lucide-react";
import type { ReactNode } from "react";
import type { AuthUserDetail, Project } from "@/api/types";
import { CodeBlock } from "@/components/code-block";
import { ListSkeleton } from "@/components/list-skeleton";
import { absoluteTime } from "@/components/relative-time";
import { ErrorState } from "@/components/states";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { SidePanel } from "@/components/ui/side-panel";
import { authUserQuery } from "./queries";
import { UserActions } from "./user-actions";
import { Factors, UserSessions } from "./user-sessions";
import { userName, userState } from "./user-state";

interface UserSheetProps {
  project: Project;
  userId: string;
  manages: boolean;
  onClose: () => void;
}

/// All there is to know of one user, beside the list.
export function UserSheet({ project, userId, manages, onClose }: UserSheetProps) {
  const user = useQuery(authUserQuery(project.id, userId));
  return (
    <SidePanel label="User" onClose={onClose}>
      <div className="flex items-start justify-between gap-3 border-b px-5 py-4">
        <div className="grid min-w-0 gap-1">
          <h2 className="truncate font-semibold text-base">
            {user.data === undefined ? "User" : userName(user.data)}
          </h2>
          <p className="flex min-w-0 items-center gap-1 text-ink-faint text-xs">
            <code className="truncate font-mono">{userId}</code>
            <CopyButton value={userId} what="user id" className="-my-1 size-6" />
          </p>
        </div>
        <Button look="ghost" size="icon" aria-label="Close" onClick={onClose}>
          <X aria-hidden="true" />
        </Button>
      </div>
      {user.isPending && <ListSkeleton rows={6} />}
      {user.isError && (
        <div className="p-5">
          <ErrorState
            title="This user could not be loaded"
            error={user.error}
            onRetry={() => user.refetch()}
          />
        </div>
      )}
      {user.data !== undefined && (
        <div className="grid gap-6 p-5">
          <Facts user={user.data} />
          <UserSessions project={project} user={user.data} manages={manages} />
          <Factors project={project} user={user.data} manages={manages} />
          <Metadata
            title="App metadata"
            note="Yours to write; travels in the user’s tokens."
            data={user.data.app_metadata}
          />
          <Metadata title="User metadata" note="The user may change it." data={user.data.user_metadata} />
          {manages && <UserActions project={project} user={user.data} onDeleted={onClose} />}
        </div>
      )}
    </SidePanel>
  );
}

function Facts({ user }: { user: AuthUserDetail }) {
  const { text, tone } = userState(user, Date.now());
  return (
    <dl className="grid gap-x-6 gap-y-3 sm:grid-cols-2">
      <Fact name="State">
        <Badge tone={tone}>{text}</Badge>
      </Fact>
      <Fact name="E-mail">{user.email ?? "—"}</Fact>
      <Fact name="Phone">{user.phone === null || user.phone === "" ? "—" : user.phone}</Fact>
      {user.providers.length > 0 && <Fact name="Signs in by">{user.providers.join(", ")}</Fact>}
      <Fact name="E-mail confirmed">{time(user.email_confirmed_at)}</Fact>
      <Fact name="Last sign-in">{time(user.last_sign_in_at)}</Fact>
      <Fact name="Created">{time(user.created_at)}</Fact>
      {user.banned_until !== null && <Fact name="Banned until">{time(user.banned_until)}</Fact>}
    </dl>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="grid min-w-0 content-start justify-items-start gap-0.5">
      <dt className="text-ink-faint text-xs">{name}</dt>
      <dd className="max-w-full truncate text-[0.8125rem]">{children}</dd>
    </div>
  );
}

function time(value: string | null): string {
  return value === null ? "—" : absoluteTime(value);
}

function Metadata({ title, note, data }: { title: string; note: string; data: Record<string, unknown> }) {
  if (Object.keys(data).length === 0) return null;
  return (
    <div className="grid gap-2">
      <div>
        <h3 className="font-medium text-[0.8125rem]">{title}</h3>
        <p className="text-ink-faint text-xs">{note}</p>
      </div>
      <CodeBlock code={JSON.stringify(data, null, 2)} what={title.toLowerCase()} />
    </div>
  );
}
