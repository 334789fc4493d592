import type { Project } from "@/api/types";

export const snippetKinds = [
  { value: "js", text: "JavaScript" },
  { value: "python", text: "Python" },
  { value: "swift", text: "Swift" },
  { value: "dart", text: "Dart" },
  { value: "curl", text: "cURL" },
  { value: "psql", text: "psql" },
  { value: "env", text: ".env" },
] as const;

export type SnippetKind = (typeof snippetKinds)[number]["value"];

export const snippetNotes: Record<SnippetKind, string> = {
  js: "Install it with npm install @supabase/supabase-js, then paste this.",
  python: "Install it with pip install supabase, then paste this.",
  swift: "Add the package github.com/supabase/supabase-swift, then paste this.",
  dart: "Add it with flutter pub add supabase_flutter, then paste this.",
  curl: "Any HTTP client will do.",
  psql: "The host, the port and your password are on the page Database.",
  env: "The names that most starter kits expect.",
};

/// The address that names its project by itself, for calls that carry no key.
export function projectAddress({ api_url, ref }: Pick<Project, "api_url" | "ref">): string {
  return api_url.includes(ref) ? api_url : `${api_url.replace(/\/+$/, "")}/p/${ref}`;
}

/// Code to paste into an app. `todos` stands for a table of the reader's own.
export function snippet(
  kind: SnippetKind,
  { api_url, anon_key, db_name }: Pick<Project, "api_url" | "anon_key" | "db_name">,
  login: string,
): string {
  switch (kind) {
    case "js":
      return `import { createClient } from "@supabase/supabase-js"

const supabase = createClient(
  "${api_url}",
  "${anon_key}"
)

const { data, error } = await supabase.from("todos").select("*")`;
    case "python":
      return `from supabase import create_client

supabase = create_client(
    "${api_url}",
    "${anon_key}",
)

response = supabase.table("todos").select("*").execute()
print(response.data)`;
    case "swift":
      return `import Supabase

let supabase = SupabaseClient(
  supabaseURL: URL(string: "${api_url}")!,
  supabaseKey: "${anon_key}"
)

let todos: [Todo] = try await supabase.from("todos").select().execute().value`;
    case "dart":
      return `import 'package:supabase_flutter/supabase_flutter.dart';

await Supabase.initialize(
  url: "${api_url}",
  anonKey: "${anon_key}",
);

final todos = await Supabase.instance.client.from("todos").select();`;
    case "curl":
      return `curl "${api_url}/rest/v1/todos?select=*" \\
  -H "apikey: ${anon_key}" \\
  -H "Authorization: Bearer ${anon_key}"`;
    case "psql":
      return `psql "postgresql://${login}@[HOST]:[PORT]/${db_name}"`;
    case "env":
      return `SUPABASE_URL=${api_url}
SUPABASE_ANON_KEY=${anon_key}`;
  }
}
