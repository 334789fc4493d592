import type { Project } from "@/api/types";
import { Badge } from "./ui/badge";
import { ValueField } from "./value-field";

/// The two JSON Web Tokens every project is born with.
export function ProjectKeys({ project }: { project: Project }) {
  return (
    <>
      <ValueField
        label="anon key"
        value={project.anon_key}
        badge={<Badge tone="success">public</Badge>}
        hint="For browsers and apps. Row level security decides what it may see."
      />
      {project.service_role_key === "" ? (
        <p className="text-ink-faint text-xs">
          Your role in this organisation may not see the service_role key.
        </p>
      ) : (
        <ValueField
          label="service_role key"
          value={project.service_role_key}
          secret
          badge={<Badge tone="danger">secret</Badge>}
          hint="Passes by every row policy. Keep it on servers, never in a browser or an app."
        />
      )}
    </>
  );
}
