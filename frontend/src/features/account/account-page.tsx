import { useSuspenseQuery } from "@tanstack/react-query";
import { LogOut } from "lucide-react";
import { sessionQuery } from "@/api/session";
import { Page } from "@/components/page";
import { useSignOut } from "@/components/sign-out";
import { RelativeTime } from "@/components/time";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card, CardBody } from "@/components/ui/card";
import { toast } from "@/components/ui/toast";
import { PasswordForm } from "./password-form";
import { Sessions } from "./sessions";

export function AccountPage() {
  const { data: account } = useSuspenseQuery(sessionQuery);
  const signOut = useSignOut();
  const name = account.display_name ?? account.email;
  return (
    <Page
      title="Account"
      actions={
        <Button
          busy={signOut.isPending}
          onClick={() => signOut.mutate(undefined, { onError: (error) => toast(error.message, "danger") })}
        >
          {!signOut.isPending && <LogOut aria-hidden="true" />}
          Sign out
        </Button>
      }
    >
      <Card aria-label="Profile">
        <CardBody className="flex flex-wrap items-center gap-x-4 gap-y-3 border-t-0">
          <span
            className="grid size-12 shrink-0 place-items-center rounded-full bg-accent-soft font-semibold text-accent-text text-lg uppercase"
            aria-hidden="true"
          >
            {name.slice(0, 1)}
          </span>
          <div className="grid min-w-0 flex-1 basis-48 gap-0.5">
            <p className="flex items-center gap-2 font-semibold text-[0.9375rem]">
              <span className="truncate">{name}</span>
              {account.is_admin && <Badge tone="accent">admin</Badge>}
            </p>
            <p className="truncate text-ink-faint text-[0.8125rem]">{account.email}</p>
          </div>
          <p className="text-ink-faint text-xs leading-5 sm:text-right">
            PostgreSQL login <code className="font-mono">{account.pg_username}</code>
            <br />
            Joined <RelativeTime value={account.created_at} />
          </p>
        </CardBody>
      </Card>
      <PasswordForm email={account.email} />
      <Sessions />
    </Page>
  );
}
