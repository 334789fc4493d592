import { describe, expect, it } from "vitest";
import { column } from "@/api/sample-column";
import type { CatalogFunction, CatalogTable } from "@/api/studio";
import { functionCalls, setUp, tableCalls } from "./calls";

const todos = {
  schema: "public",
  name: "todos",
  kind: "table",
  primary_key: ["id"],
  columns: [
    column("id", "bigint", { is_identity: true }),
    column("title", "text"),
    column("done", "boolean", { default: "false" }),
    column("tags", "text[]", { nullable: true }),
  ],
  foreign_keys: [],
} as unknown as CatalogTable;

function call(title: string, table = todos) {
  const found = tableCalls(table).find((one) => one.title === title);
  if (found === undefined) throw new Error(`no call ${title}`);
  return found.code;
}

describe("tableCalls", () => {
  it("write rows that the table takes", () => {
    expect(call("Insert").js).toContain('.insert({ title: "See the mountains", tags: ["text"] })');
    expect(call("Insert").python).toContain('{"title": "See the mountains", "tags": ["text"]}');
    expect(call("Insert").curl).toContain(`-d '{"title":"See the mountains","tags":["text"]}'`);
    expect(call("Update").js).toContain(".update({ title: ");
    expect(call("Upsert").js).toContain("id: 1");
  });

  it("never change rows without a filter", () => {
    for (const title of ["Update", "Delete"]) {
      expect(call(title).js).toContain('.eq("id", 1)');
      expect(call(title).python).toContain('.eq("id", 1)');
      expect(call(title).curl).toContain("id=eq.1");
    }
  });

  it("name another schema in each language", () => {
    const table = { ...todos, schema: "shop" };
    expect(call("Read rows", table).js).toContain('.schema("shop")');
    expect(call("Read rows", table).python).toContain('.schema("shop")');
    expect(call("Read rows", table).curl).toContain("Accept-Profile: shop");
    expect(call("Insert", table).curl).toContain("Content-Profile: shop");
  });

  it("only read from views", () => {
    expect(tableCalls({ ...todos, kind: "view" }).map(({ title }) => title)).toEqual([
      "Read rows",
      "Filter, sort and page",
    ]);
  });
});

describe("functionCalls", () => {
  it("give the arguments that a caller gives", () => {
    const add = {
      schema: "public",
      name: "add_numbers",
      arguments: [
        { name: "a", type: "integer", mode: "in", has_default: false },
        { name: "b", type: "integer", mode: "in", has_default: false },
        { name: "sum", type: "integer", mode: "out", has_default: false },
      ],
      return_type: "integer",
      returns_set: false,
    } as unknown as CatalogFunction;
    const [first] = functionCalls(add);
    expect(first?.code.js).toContain('.rpc("add_numbers", { a: 1, b: 2 })');
    expect(first?.code.python).toContain('.rpc("add_numbers", {"a": 1, "b": 2})');
    expect(first?.code.curl).toContain("/rest/v1/rpc/add_numbers");
  });
});

describe("setUp", () => {
  it("carries the address and the key", () => {
    for (const code of Object.values(setUp({ url: "http://x.test", key: "a.b.c" }))) {
      expect(code).toContain("http://x.test");
      expect(code).toContain("a.b.c");
    }
  });
});
