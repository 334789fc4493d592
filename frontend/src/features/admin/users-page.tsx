import { keepPreviousData, queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Ellipsis, ShieldCheck, ShieldOff, Trash2 } from "lucide-react";
import { useState } from "react";
import { answer, api } from "@/api/client";
import { sessionQuery } from "@/api/session";
import type { PlatformUser } from "@/api/types";
import { ConfirmDialog } from "@/components/confirm-dialog";
import { ListSkeleton } from "@/components/list-skeleton";
import { Page } from "@/components/page";
import { Pager, rangeNote } from "@/components/pager";
import { ErrorState } from "@/components/states";
import { RelativeTime } from "@/components/time";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { Table, Td, Th } from "@/components/ui/table";
import { toast } from "@/components/ui/toast";

const PER_PAGE = 20;

function usersQuery(page: number) {
  return queryOptions({
    queryKey: ["admin", "users", page],
    queryFn: ({ signal }) =>
      answer(api.GET("/platform/admin/users", { params: { query: { page, per_page: PER_PAGE } }, signal })),
    placeholderData: keepPreviousData,
  });
}

export function UsersPage({ page, onPage }: { page: number; onPage: (page: number) => void }) {
  const users = useQuery(usersQuery(page));
  const me = useQuery(sessionQuery).data?.id;
  const [deleting, setDeleting] = useState<PlatformUser | null>(null);
  return (
    <Page
      title="Users of the server"
      description="Everybody with an account here, oldest first."
      width="wide"
    >
      {users.isError ? (
        <ErrorState
          title="The users could not be loaded"
          error={users.error}
          onRetry={() => users.refetch()}
        />
      ) : (
        <Card aria-label="Users">
          {users.isPending && <ListSkeleton rows={6} />}
          {users.data !== undefined && (
            <Table label="Users">
              <thead>
                <tr>
                  <Th>E-mail</Th>
                  <Th>Name</Th>
                  <Th>PostgreSQL login</Th>
                  <Th className="text-right">Projects</Th>
                  <Th>Joined</Th>
                  <Th>
                    <span className="sr-only">Actions</span>
                  </Th>
                </tr>
              </thead>
              <tbody>
                {users.data.users.map((user) => (
                  <tr key={user.id}>
                    <Td>
                      <span className="flex items-center gap-2 font-medium">
                        {user.email}
                        {user.is_admin && <Badge tone="accent">admin</Badge>}
                        {user.id === me && <Badge>you</Badge>}
                      </span>
                    </Td>
                    <Td className="text-ink-soft">{user.display_name ?? "—"}</Td>
                    <Td className="font-mono text-ink-soft text-xs">{user.pg_username ?? "—"}</Td>
                    <Td className="text-right tabular-nums">{user.project_count}</Td>
                    <Td className="text-ink-faint">
                      <RelativeTime value={user.created_at} />
                    </Td>
                    <Td className="text-right">
                      <UserActions user={user} isMe={user.id === me} onDelete={() => setDeleting(user)} />
                    </Td>
                  </tr>
                ))}
              </tbody>
            </Table>
          )}
          {users.data !== undefined && (
            <Pager
              page={page}
              hasMore={page * PER_PAGE < users.data.total}
              busy={users.isPlaceholderData}
              note={rangeNote(page, PER_PAGE, users.data.total)}
              onPage={onPage}
            />
          )}
        </Card>
      )}
      {deleting !== null && <DeleteUserDialog user={deleting} onClose={() => setDeleting(null)} />}
    </Page>
  );
}

function UserActions({ user, isMe, onDelete }: { user: PlatformUser; isMe: boolean; onDelete: () => void }) {
  const queryClient = useQueryClient();
  const setAdmin = useMutation({
    mutationFn: (is_admin: boolean) =>
      answer(
        api.PUT("/platform/admin/users/{id}/admin", {
          params: { path: { id: user.id } },
          body: { is_admin },
        }),
      ),
    onSuccess: ({ is_admin }) =>
      toast(
        is_admin ? `${user.email} is an administrator now.` : `${user.email} is no longer an administrator.`,
      ),
    onError: (error) => toast(error.message, "danger"),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ["admin", "users"] }),
  });
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button look="ghost" size="icon" busy={setAdmin.isPending} aria-label={`Actions for ${user.email}`}>
          <Ellipsis aria-hidden="true" />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end">
        <DropdownMenuItem onSelect={() => setAdmin.mutate(!user.is_admin)}>
          {user.is_admin ? <ShieldOff aria-hidden="true" /> : <ShieldCheck aria-hidden="true" />}
          {user.is_admin ? "No longer an administrator" : "Make administrator"}
        </DropdownMenuItem>
        <DropdownMenuItem disabled={isMe || user.is_admin} onSelect={onDelete}>
          <Trash2 aria-hidden="true" />
          Delete account
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}

function DeleteUserDialog({ user, onClose }: { user: PlatformUser; onClose: () => void }) {
  const queryClient = useQueryClient();
  return (
    <ConfirmDialog
      title="Delete this account?"
      phrase={user.email}
      verb="Delete account"
      confirm={() => answer(api.DELETE("/platform/admin/users/{id}", { params: { path: { id: user.id } } }))}
      onDone={() => {
        void queryClient.invalidateQueries({ queryKey: ["admin"] });
        toast(`${user.email} is deleted.`);
        onClose();
      }}
      onClose={onClose}
    >
      Projects of organisations in which nobody else is are deleted too. Shared organisations pass to their
      longest-serving admin. This can’t be undone.
    </ConfirmDialog>
  );
}
