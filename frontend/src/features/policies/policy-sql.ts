import type { CatalogPolicy, CatalogTable, PolicyCommand, TableName } from "@/api/studio";
import { identifier, identifiers, join, qualified, type Sql, SqlFault, sql, written } from "@/sql/sql";

/// A policy as a form describes it.
export interface PolicyWish {
  name: string;
  command: PolicyCommand;
  permissive: boolean;
  roles: readonly string[];
  using: string;
  check: string;
}

/// Which of the two expressions a command knows.
export function expressionsOf(command: PolicyCommand): { using: boolean; check: boolean } {
  return { using: command !== "insert", check: command !== "select" && command !== "delete" };
}

export function createPolicy(table: TableName, wish: PolicyWish): Sql {
  const commands: Record<PolicyCommand, Sql> = {
    all: sql`all`,
    select: sql`select`,
    insert: sql`insert`,
    update: sql`update`,
    delete: sql`delete`,
  };
  const { using, check } = conditions(wish);
  return join(
    [
      sql`create policy ${identifier(wish.name.trim())} on ${qualified(table)}`,
      ...(wish.permissive ? [] : [sql`as restrictive`]),
      sql`for ${commands[wish.command]}`,
      sql`to ${roles(wish.roles)}`,
      ...using,
      ...check,
    ],
    "\n  ",
  );
}

function conditions(wish: PolicyWish): { using: Sql[]; check: Sql[] } {
  const known = expressionsOf(wish.command);
  const using = known.using && wish.using.trim() !== "" ? [sql`using (${written(wish.using)})`] : [];
  const check = known.check && wish.check.trim() !== "" ? [sql`with check (${written(wish.check)})`] : [];
  if (using.length + check.length === 0)
    throw new SqlFault("Say which rows it is about: true means every row.");
  return { using, check };
}

function roles(names: readonly string[]): Sql {
  return names.length === 0 || names.includes("public") ? sql`public` : identifiers(names);
}

/// PostgreSQL alters names, roles and expressions; another command or kind means a new policy.
export function alterPolicy(table: TableName, before: PolicyWish, after: PolicyWish): Sql[] {
  const dropped =
    before.command !== after.command ||
    before.permissive !== after.permissive ||
    (before.using.trim() !== "" && after.using.trim() === "") ||
    (before.check.trim() !== "" && after.check.trim() === "");
  if (dropped) return [dropPolicy(table, before.name), createPolicy(table, after)];
  const policy = sql`alter policy ${identifier(before.name)} on ${qualified(table)}`;
  const { using, check } = conditions(after);
  const changes = [
    ...(same(before.roles, after.roles) ? [] : [sql`to ${roles(after.roles)}`]),
    ...(before.using.trim() === after.using.trim() ? [] : using),
    ...(before.check.trim() === after.check.trim() ? [] : check),
  ];
  return [
    ...(changes.length === 0 ? [] : [join([policy, ...changes], "\n  ")]),
    ...(before.name === after.name.trim() ? [] : [sql`${policy} rename to ${identifier(after.name.trim())}`]),
  ];
}

export function dropPolicy(table: TableName, name: string): Sql {
  return sql`drop policy ${identifier(name)} on ${qualified(table)}`;
}

function same(one: readonly string[], other: readonly string[]): boolean {
  return [...one].sort().join() === [...other].sort().join();
}

export function wishOf(policy: CatalogPolicy): PolicyWish {
  return { ...policy, using: unwrapped(policy.using), check: unwrapped(policy.check) };
}

/// PostgreSQL gives expressions back in parentheses.
function unwrapped(expression: string | null): string {
  const text = expression?.trim() ?? "";
  if (!text.startsWith("(") || !text.endsWith(")")) return text;
  let depth = 0;
  for (const [at, sign] of [...text].entries()) {
    if (sign === "(") depth++;
    if (sign === ")") depth--;
    if (depth === 0 && at < text.length - 1) return text;
  }
  return text.slice(1, -1);
}

export interface Template {
  title: string;
  note: string;
  wish: PolicyWish;
}

/// What most policies say, for this table's columns.
export function templates(table: CatalogTable): Template[] {
  const owner = ownerColumn(table);
  const own = `(select auth.uid()) = ${identifier(owner)}`;
  const wish = (
    name: string,
    command: PolicyCommand,
    to: string,
    using: string,
    check: string,
  ): PolicyWish => ({
    name,
    command,
    permissive: true,
    roles: [to],
    using,
    check,
  });
  return [
    {
      title: "Own rows",
      note: `Signed-in users see and change the rows whose ${owner} is theirs.`,
      wish: wish(`Users manage their own ${table.name}`, "all", "authenticated", own, own),
    },
    {
      title: "Everybody reads",
      note: "Visitors too, with nothing but the anon key.",
      wish: wish(`Everybody reads ${table.name}`, "select", "public", "true", ""),
    },
    {
      title: "Signed-in users read",
      note: "All rows, for whoever has an account.",
      wish: wish(`Signed-in users read ${table.name}`, "select", "authenticated", "true", ""),
    },
    {
      title: "Insert one’s own",
      note: `New rows must carry the user’s own ${owner}.`,
      wish: wish(`Users insert their own ${table.name}`, "insert", "authenticated", "", own),
    },
    {
      title: "My team’s rows",
      note: "Through a table of members: change its name to yours.",
      wish: wish(
        `Members reach their team's ${table.name}`,
        "all",
        "authenticated",
        "team_id in (select team_id from team_members where user_id = (select auth.uid()))",
        "team_id in (select team_id from team_members where user_id = (select auth.uid()))",
      ),
    },
    {
      title: "By a claim",
      note: "Users whose app_metadata says they are administrators.",
      wish: wish(
        `Administrators manage ${table.name}`,
        "all",
        "authenticated",
        "(select auth.jwt() -> 'app_metadata' ->> 'role') = 'admin'",
        "(select auth.jwt() -> 'app_metadata' ->> 'role') = 'admin'",
      ),
    },
    {
      title: "Only with a second factor",
      note: "Restrictive: narrows what other policies allow.",
      wish: {
        ...wish(
          `A second factor for ${table.name}`,
          "all",
          "authenticated",
          "(select auth.jwt() ->> 'aal') = 'aal2'",
          "(select auth.jwt() ->> 'aal') = 'aal2'",
        ),
        permissive: false,
      },
    },
    {
      title: "Empty",
      note: "Write it yourself.",
      wish: wish("", "select", "authenticated", "", ""),
    },
  ];
}

/// The column that says whose row it is.
function ownerColumn({ name, columns, foreign_keys }: CatalogTable): string {
  const reference = foreign_keys.find(
    (key) => key.target_schema === "auth" && key.target_table === "users" && key.columns.length === 1,
  );
  const named = columns.find(
    ({ name, type }) => type === "uuid" && /^(?:user|owner|author|created_by|profile)(?:_id)?$/.test(name),
  );
  const self = /^(?:profiles?|users?|customers?|accounts?)$/.test(name)
    ? columns.find((column) => column.name === "id" && column.type === "uuid")
    : undefined;
  return reference?.columns[0] ?? named?.name ?? self?.name ?? "user_id";
}
