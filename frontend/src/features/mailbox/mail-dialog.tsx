import { useQuery } from "@tanstack/react-query";
import type { MailSummary } from "@/api/types";
import { ErrorState } from "@/components/states";
import { RelativeTime } from "@/components/time";
import { Dialog } from "@/components/ui/dialog";
import { Skeleton } from "@/components/ui/skeleton";
import { ValueField } from "@/components/value-field";
import { mailLinks } from "./mail-links";
import { mailQuery } from "./mailbox-query";

interface MailDialogProps {
  projectId: string;
  mail: MailSummary;
  onClose: () => void;
}

export function MailDialog({ projectId, mail, onClose }: MailDialogProps) {
  const whole = useQuery(mailQuery(projectId, mail.id));
  return (
    <Dialog
      title={mail.subject}
      description={
        <>
          To {mail.recipient}, <RelativeTime value={mail.created_at} />
        </>
      }
      size="lg"
      onClose={onClose}
    >
      {whole.isPending && <Skeleton className="h-72 rounded-lg" />}
      {whole.isError && (
        <ErrorState
          title="The mail could not be loaded"
          error={whole.error}
          onRetry={() => whole.refetch()}
        />
      )}
      {whole.data !== undefined && <MailText subject={mail.subject} html={whole.data.html} />}
    </Dialog>
  );
}

/// A project's template wrote the text: it is shown without any right, in a frame of its own origin.
function MailText({ subject, html }: { subject: string; html: string }) {
  return (
    <div className="grid gap-5">
      <iframe
        title={`Text of ${subject}`}
        sandbox=""
        srcDoc={html}
        className="h-72 w-full rounded-lg border bg-white"
      />
      {mailLinks(html).map((link, index) => (
        <ValueField key={link} label={index === 0 ? "Link" : `Link ${index + 1}`} value={link} />
      ))}
    </div>
  );
}
