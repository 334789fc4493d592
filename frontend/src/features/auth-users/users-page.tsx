import { useQuery, useSuspenseQuery } from "@tanstack/react-query";
import { MailPlus, SearchX, UserPlus, Users } from "lucide-react";
import { useEffect, useState } from "react";
import { projectQuery } from "@/api/projects";
import type { AuthUser } from "@/api/types";
import { ListSkeleton } from "@/components/list-skeleton";
import { Page } from "@/components/page";
import { Pager, rangeNote } from "@/components/pager";
import { PausedBanner } from "@/components/paused-banner";
import { useMay } from "@/components/role";
import { SearchField } from "@/components/search-field";
import { EmptyState, ErrorState } from "@/components/states";
import { RelativeTime } from "@/components/time";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Table, Td, Th } from "@/components/ui/table";
import { CreateUserDialog } from "./create-user-dialog";
import { InviteUserDialog } from "./invite-user-dialog";
import { authUsersQuery, PER_PAGE } from "./queries";
import { UserSheet } from "./user-sheet";
import { userName, userState } from "./user-state";

export interface UsersSearch {
  page?: number;
  q?: string;
  user?: string;
}

interface UsersPageProps {
  projectId: string;
  search: UsersSearch;
  onSearch: (search: UsersSearch) => void;
}

export function UsersPage({ projectId, search, onSearch }: UsersPageProps) {
  const { data: project } = useSuspenseQuery(projectQuery(projectId));
  const manages = useMay(project.org_id, "admin");
  const [dialog, setDialog] = useState<"create" | "invite" | null>(null);
  const page = search.page ?? 1;
  const text = search.q ?? "";
  const users = useQuery(authUsersQuery(projectId, page, text));
  const close = (): void => setDialog(null);
  const open = (id: string): void => onSearch({ ...search, user: id });
  return (
    <Page
      title="Users"
      description="Who has an account in your app."
      width="wide"
      actions={
        manages && (
          <>
            <Button onClick={() => setDialog("invite")}>
              <MailPlus aria-hidden="true" />
              Invite
            </Button>
            <Button look="primary" onClick={() => setDialog("create")}>
              <UserPlus aria-hidden="true" />
              Create user
            </Button>
          </>
        )
      }
    >
      <PausedBanner project={project} />
      <UserSearch key={projectId} text={text} onText={(q) => onSearch(q === "" ? {} : { q })} />
      {users.isError ? (
        <ErrorState
          title="The users could not be loaded"
          error={users.error}
          onRetry={() => users.refetch()}
        />
      ) : (
        <Card aria-label="Users">
          {users.isPending && <ListSkeleton rows={6} />}
          {users.data?.users.length === 0 && (
            <div className="p-4">
              {text === "" ? (
                <EmptyState icon={Users} title="Nobody has signed up yet">
                  Let people sign up in your app, or create the first user here.
                </EmptyState>
              ) : (
                <EmptyState
                  icon={SearchX}
                  title="Nobody matches"
                  action={<Button onClick={() => onSearch({})}>Clear search</Button>}
                >
                  Try a part of the e-mail address or phone number.
                </EmptyState>
              )}
            </div>
          )}
          {users.data !== undefined && users.data.users.length > 0 && (
            <UserTable users={users.data.users} onOpen={open} />
          )}
          {users.data !== undefined && users.data.total > 0 && (
            <Pager
              page={page}
              hasMore={page * PER_PAGE < users.data.total}
              busy={users.isPlaceholderData}
              note={rangeNote(page, PER_PAGE, users.data.total)}
              onPage={(next) => onSearch({ ...search, page: next })}
            />
          )}
        </Card>
      )}
      {search.user !== undefined && (
        <UserSheet
          project={project}
          userId={search.user}
          manages={manages}
          onClose={() => {
            const { user: _closed, ...rest } = search;
            onSearch(rest);
          }}
        />
      )}
      {dialog === "create" && <CreateUserDialog projectId={projectId} onDone={open} onClose={close} />}
      {dialog === "invite" && <InviteUserDialog projectId={projectId} onClose={close} />}
    </Page>
  );
}

function UserSearch({ text, onText }: { text: string; onText: (text: string) => void }) {
  const [typed, setTyped] = useState(text);

  useEffect(() => {
    if (typed.trim() === text) return;
    const timer = setTimeout(() => onText(typed.trim()), 300);
    return () => clearTimeout(timer);
  }, [typed, text, onText]);

  return (
    <SearchField label="Search by e-mail or phone" value={typed} onChange={setTyped} className="sm:w-80" />
  );
}

function UserTable({ users, onOpen }: { users: readonly AuthUser[]; onOpen: (id: string) => void }) {
  const now = Date.now();
  return (
    <Table label="Users">
      <thead>
        <tr>
          <Th>User</Th>
          <Th>State</Th>
          <Th>Last sign-in</Th>
          <Th>Created</Th>
        </tr>
      </thead>
      <tbody>
        {users.map((user) => {
          const { text, tone } = userState(user, now);
          return (
            <tr key={user.id} className="group relative transition-colors hover:bg-hover">
              <Td>
                <button
                  type="button"
                  onClick={() => onOpen(user.id)}
                  className="-outline-offset-2 grid max-w-96 text-left outline-none after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:outline-accent"
                >
                  <span className="truncate font-medium">{userName(user)}</span>
                  <span className="truncate font-mono text-ink-faint text-xs">{user.id}</span>
                </button>
              </Td>
              <Td>
                <Badge tone={tone}>{text}</Badge>
              </Td>
              <Td className="text-ink-faint">
                {user.last_sign_in_at === null ? "never" : <RelativeTime value={user.last_sign_in_at} />}
              </Td>
              <Td className="text-ink-faint">
                {user.created_at !== null && <RelativeTime value={user.created_at} />}
              </Td>
            </tr>
          );
        })}
      </tbody>
    </Table>
  );
}
