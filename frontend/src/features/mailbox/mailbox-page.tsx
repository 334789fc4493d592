import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Inbox, Trash2 } from "lucide-react";
import { useState } from "react";
import { answer, api } from "@/api/client";
import type { MailSummary } from "@/api/types";
import { ConfirmDialog } from "@/components/confirm-dialog";
import { Page } from "@/components/page";
import { EmptyState, ErrorState } from "@/components/states";
import { RelativeTime } from "@/components/time";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Skeleton } from "@/components/ui/skeleton";
import { toast } from "@/components/ui/toast";
import { MailDialog } from "./mail-dialog";
import { mailboxQuery } from "./mailbox-query";

export function MailboxPage({ projectId }: { projectId: string }) {
  const mails = useQuery(mailboxQuery(projectId));
  const queryClient = useQueryClient();
  const [open, setOpen] = useState<MailSummary | null>(null);
  const [emptying, setEmptying] = useState(false);
  const some = mails.data !== undefined && mails.data.length > 0;
  return (
    <Page
      title="Mailbox"
      description="The last 200 mails to your users that were not sent, because no mail server is set up."
      actions={
        some && (
          <Button look="danger-outline" onClick={() => setEmptying(true)}>
            <Trash2 aria-hidden="true" />
            Empty
          </Button>
        )
      }
    >
      {mails.isPending && <Skeleton className="h-40 rounded-xl" />}
      {mails.isError && (
        <ErrorState
          title="The mails could not be loaded"
          error={mails.error}
          onRetry={() => mails.refetch()}
        />
      )}
      {mails.data?.length === 0 && (
        <EmptyState icon={Inbox} title="No mail yet">
          Sign somebody up or ask for a magic link: what would be sent shows here within seconds. With SMTP
          set up, mails go out instead.
        </EmptyState>
      )}
      {some && (
        <Card>
          <ul aria-label="Mails" className="divide-y">
            {mails.data.map((mail) => (
              <MailRow key={mail.id} mail={mail} onOpen={() => setOpen(mail)} />
            ))}
          </ul>
        </Card>
      )}
      {open !== null && <MailDialog projectId={projectId} mail={open} onClose={() => setOpen(null)} />}
      {emptying && (
        <ConfirmDialog
          title="Empty the mailbox?"
          verb="Delete all mails"
          confirm={() =>
            answer(api.DELETE("/platform/projects/{id}/mailbox", { params: { path: { id: projectId } } }))
          }
          onDone={() => {
            void queryClient.invalidateQueries(mailboxQuery(projectId));
            toast("The mailbox is empty.");
            setEmptying(false);
          }}
          onClose={() => setEmptying(false)}
        >
          Links in these mails stay valid until they are used or expire. This can’t be undone.
        </ConfirmDialog>
      )}
    </Page>
  );
}

function MailRow({ mail, onOpen }: { mail: MailSummary; onOpen: () => void }) {
  return (
    <li>
      <button
        type="button"
        onClick={onOpen}
        className="flex w-full flex-wrap items-center gap-x-4 gap-y-1 px-4 py-3 text-left transition-colors hover:bg-hover sm:px-5"
      >
        <span className="grid min-w-0 flex-1 basis-full gap-0.5 sm:basis-56">
          <span className="truncate font-medium text-[0.8125rem]">{mail.subject}</span>
          <span className="truncate text-ink-faint text-xs">{mail.recipient}</span>
        </span>
        <Badge tone="neutral">{mail.kind.replaceAll("_", " ")}</Badge>
        <span className="text-ink-faint text-xs">
          <RelativeTime value={mail.created_at} />
        </span>
      </button>
    </li>
  );
}
