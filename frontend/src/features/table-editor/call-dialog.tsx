import { useState } from "react";
import type { Project } from "@/api/types";
import { CodeBlock } from "@/components/code-block";
import { curlRead, javascriptRead, type ReadCall, restPath } from "@/components/rest-call";
import { Dialog } from "@/components/ui/dialog";
import { Segments } from "@/components/ui/segments";

const kinds = [
  { value: "js", text: "supabase-js" },
  { value: "rest", text: "Address" },
  { value: "curl", text: "curl" },
] as const;

/// The call that reads what the grid shows.
export function CallDialog({
  project,
  call,
  onClose,
}: {
  project: Project;
  call: ReadCall;
  onClose: () => void;
}) {
  const [kind, setKind] = useState<(typeof kinds)[number]["value"]>("js");
  const target = { url: project.api_url, key: project.anon_key };
  const code = { js: javascriptRead(call), rest: restPath(call), curl: curlRead(call, target) }[kind];
  return (
    <Dialog
      title="This view as an API call"
      description="The same rows, read by your app: as far as the policies let its user see them."
      size="lg"
      onClose={onClose}
    >
      <div className="grid gap-3">
        <Segments
          label="Language"
          value={kind}
          options={kinds}
          onChange={setKind}
          className="justify-self-start"
        />
        <CodeBlock code={code} what="call" />
      </div>
    </Dialog>
  );
}
