import { useState } from "react";
import type { Project } from "@/api/types";
import { CodeBlock } from "@/components/code-block";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { Segments } from "@/components/ui/segments";
import { type SnippetKind, snippet, snippetKinds } from "./snippets";

const notes: Record<SnippetKind, string> = {
  js: "Install it with npm install @supabase/supabase-js, then paste this.",
  curl: "Any HTTP client will do.",
  env: "The names that most starter kits expect.",
};

export function ConnectCard({ project }: { project: Project }) {
  const [kind, setKind] = useState<SnippetKind>("js");
  return (
    <Card aria-label="Connect your app" className="min-w-0">
      <CardHeader
        title="Connect your app"
        description={notes[kind]}
        action={<Segments label="Language" value={kind} options={snippetKinds} onChange={setKind} />}
      />
      <CardBody>
        <CodeBlock code={snippet(kind, project)} what="snippet" />
      </CardBody>
    </Card>
  );
}
