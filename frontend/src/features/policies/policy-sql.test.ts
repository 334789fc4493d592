import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { CatalogTable } from "@/api/studio";
import { expressionFault, lexemes, nameFault, SqlFault } from "@/sql/sql";
import { alterPolicy, createPolicy, templates, wishOf } from "./policy-sql";

const table = { schema: "public", name: "todos" };
const wish = {
  name: "Own todos",
  command: "all",
  permissive: true,
  roles: ["authenticated"],
  using: "user_id = auth.uid()",
  check: "user_id = auth.uid()",
} as const;

describe("createPolicy", () => {
  it("says for what, for whom and which rows", () => {
    expect(createPolicy(table, wish)).toBe(
      [
        'create policy "Own todos" on public.todos',
        "  for all",
        "  to authenticated",
        "  using (user_id = auth.uid())",
        "  with check (user_id = auth.uid())",
      ].join("\n"),
    );
  });

  it("leaves out what a command does not know", () => {
    expect(createPolicy(table, { ...wish, command: "insert" })).not.toContain("using");
    expect(createPolicy(table, { ...wish, command: "select", permissive: false })).toMatch(
      /as restrictive\n {2}for select\n {2}to authenticated\n {2}using \(.*\)$/,
    );
    expect(() => createPolicy(table, { ...wish, command: "insert", check: " " })).toThrow(SqlFault);
  });

  it("is one statement whatever is typed", () => {
    const typed = fc.string({
      unit: fc.constantFrom("'", '"', ";", "-", ")", "(", "a", "$", "*", "/"),
      minLength: 1,
      maxLength: 9,
    });
    fc.assert(
      fc.property(typed, typed, (name, using) => {
        if (nameFault(name.trim()) !== undefined || expressionFault(using) !== undefined) return;
        for (const { kind, text } of lexemes(
          createPolicy(table, { ...wish, name, using, command: "select" }),
        )) {
          expect(kind === "comment" || kind === "open").toBe(false);
          if (kind === "other") expect(text).not.toBe(";");
        }
      }),
    );
  });
});

describe("alterPolicy", () => {
  it("changes only what differs", () => {
    expect(alterPolicy(table, wish, wish)).toEqual([]);
    expect(alterPolicy(table, wish, { ...wish, name: "Mine", roles: ["anon"] })).toEqual([
      'alter policy "Own todos" on public.todos\n  to anon',
      'alter policy "Own todos" on public.todos rename to "Mine"',
    ]);
  });

  it("makes a new one where PostgreSQL can't alter", () => {
    expect(alterPolicy(table, wish, { ...wish, command: "select" })[0]).toBe(
      'drop policy "Own todos" on public.todos',
    );
  });
});

describe("wishOf", () => {
  it("takes off PostgreSQL's outer parentheses and no others", () => {
    const read = (using: string) => wishOf({ ...wish, roles: [...wish.roles], using, check: null }).using;
    expect(read("(user_id = auth.uid())")).toBe("user_id = auth.uid()");
    expect(read("(a = 1) OR (b = 2)")).toBe("(a = 1) OR (b = 2)");
  });
});

describe("templates", () => {
  it("find the column that says whose row it is, and can all be run", () => {
    const todos = {
      ...table,
      columns: [{ name: "who", type: "uuid" }],
      foreign_keys: [{ columns: ["who"], target_schema: "auth", target_table: "users" }],
    } as unknown as CatalogTable;
    const all = templates(todos);
    expect(all[0]?.wish.using).toBe("(select auth.uid()) = who");
    for (const { title, wish } of all) if (title !== "Empty") createPolicy(todos, wish);
  });
});
