import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { sessionQuery } from "@/api/session";
import type { Project } from "@/api/types";
import { CodeBlock } from "@/components/code-block";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { Segments } from "@/components/ui/segments";
import { type SnippetKind, snippet, snippetKinds, snippetNotes } from "./snippets";

export function ConnectCard({ project }: { project: Project }) {
  const login = useQuery(sessionQuery).data?.pg_username ?? "postgres";
  const [kind, setKind] = useState<SnippetKind>("js");
  return (
    <Card aria-label="Connect your app" className="min-w-0">
      <CardHeader title="Connect your app" description={snippetNotes[kind]} />
      <CardBody className="grid gap-4">
        <Segments
          label="Language"
          value={kind}
          options={snippetKinds}
          onChange={setKind}
          className="flex-wrap justify-self-start"
        />
        <CodeBlock code={snippet(kind, project, login)} what="snippet" />
      </CardBody>
    </Card>
  );
}
