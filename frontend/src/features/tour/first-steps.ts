import type { Project } from "@/api/types";

/// The table that the tour makes: public to read, so that the first call works with the anon key.
export const FIRST_TABLE = `create table public.todos (
  id bigint generated always as identity primary key,
  title text not null,
  done boolean not null default false,
  created_at timestamptz not null default now()
);

alter table public.todos enable row level security;

create policy "Anybody may read" on public.todos
  for select to anon, authenticated using (true);

insert into public.todos (title) values
  ('Create a table'), ('Call it from my app'), ('Ship it');`;

/// A program that makes the first call.
export function firstCall({ api_url, anon_key }: Pick<Project, "api_url" | "anon_key">): string {
  return `import { createClient } from "@supabase/supabase-js"

const supabase = createClient(
  "${api_url}",
  "${anon_key}"
)

const { data, error } = await supabase.from("todos").select("id, title, done")

console.log(error ?? data)`;
}

export type Step = "table" | "call" | "done";

/// How far somebody has come.
export function stepOf(has: { table: boolean; call: boolean }): Step {
  if (has.table && has.call) return "done";
  return has.table ? "call" : "table";
}

const KEY = "dupabase.tour.hidden";

/// The projects whose tour somebody has put away.
export function hiddenTours(): readonly string[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(stored) ? stored.filter((id): id is string => typeof id === "string") : [];
  } catch {
    return [];
  }
}

export function hideTour(projectId: string): void {
  try {
    localStorage.setItem(KEY, JSON.stringify([...hiddenTours().slice(-99), projectId]));
  } catch {
    // Storage is blocked: it comes back with the next visit.
  }
}
