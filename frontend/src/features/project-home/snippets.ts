import type { Project } from "@/api/types";

export const snippetKinds = [
  { value: "js", text: "JavaScript" },
  { value: "curl", text: "cURL" },
  { value: "env", text: ".env" },
] as const;

export type SnippetKind = (typeof snippetKinds)[number]["value"];

/// The address that names its project by itself, for calls that carry no key.
export function projectAddress({ api_url, ref }: Pick<Project, "api_url" | "ref">): string {
  return api_url.includes(ref) ? api_url : `${api_url.replace(/\/+$/, "")}/p/${ref}`;
}

/// Code to paste into an app. `table` stands for one of the reader's own.
export function snippet(
  kind: SnippetKind,
  { api_url, anon_key }: Pick<Project, "api_url" | "anon_key">,
): string {
  switch (kind) {
    case "js":
      return `import { createClient } from "@supabase/supabase-js"

const supabase = createClient(
  "${api_url}",
  "${anon_key}"
)

const { data, error } = await supabase.from("todos").select("*")`;
    case "curl":
      return `curl "${api_url}/rest/v1/todos?select=*" \\
  -H "apikey: ${anon_key}" \\
  -H "Authorization: Bearer ${anon_key}"`;
    case "env":
      return `SUPABASE_URL=${api_url}
SUPABASE_ANON_KEY=${anon_key}`;
  }
}
