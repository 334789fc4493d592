import { describe, expect, it } from "vitest";
import { curlRead, javascriptRead, listItems, orderText, restPath } from "./rest-call";

const call = {
  schema: "public",
  table: "orders",
  conditions: [
    { column: "total", operator: "gte", value: "100" },
    { column: "note", operator: "ilike", value: "*door*" },
    { column: "status", operator: "in", value: 'paid,"sent, late"' },
    { column: "placed at", operator: "not.is", value: "null" },
  ],
  order: [
    { column: "placed_at", descending: true },
    { column: "id", descending: false },
  ],
  limit: 10,
} as const;

describe("restPath", () => {
  it("is the address that the REST API reads", () => {
    expect(decodeURIComponent(restPath(call))).toBe(
      '/rest/v1/orders?select=*&total=gte.100&note=ilike.*door*&status=in.(paid,"sent, late")' +
        '&"placed at"=not.is.null&order=placed_at.desc,id.asc&limit=10',
    );
  });

  it("encodes what would end a value", () => {
    const sharp = {
      ...call,
      conditions: [{ column: "a", operator: "eq", value: "x&y=z#" } as const],
      order: [],
    };
    expect(restPath(sharp)).toContain("a=eq.x%26y%3Dz%23");
  });
});

describe("javascriptRead", () => {
  it("is the same read with supabase-js", () => {
    expect(javascriptRead(call)).toBe(
      [
        "const { data, error } = await supabase",
        '  .from("orders")',
        '  .select("*")',
        '  .gte("total", 100)',
        '  .ilike("note", "*door*")',
        '  .in("status", ["paid", "sent, late"])',
        '  .not("placed at", "is", null)',
        '  .order("placed_at", { ascending: false })',
        '  .order("id")',
        "  .limit(10);",
      ].join("\n"),
    );
  });

  it("names a schema other than public", () => {
    expect(javascriptRead({ ...call, schema: "shop" })).toContain('.schema("shop")');
    expect(curlRead({ ...call, schema: "shop" }, { url: "http://x", key: "k" })).toContain(
      "Accept-Profile: shop",
    );
  });

  it("keeps numbers exact", () => {
    const long = {
      ...call,
      conditions: [{ column: "id", operator: "eq", value: "9007199254740993" } as const],
    };
    expect(javascriptRead(long)).toContain('.eq("id", "9007199254740993")');
  });
});

describe("listItems", () => {
  it("splits at commas outside quotes", () => {
    expect(listItems('a, b ,"c,d", ')).toEqual(["a", "b", "c,d"]);
    expect(listItems("")).toEqual([]);
  });
});

describe("orderText", () => {
  it("quotes names with dots", () => {
    expect(orderText([{ column: "a.b", descending: false }])).toBe('"a.b".asc');
  });
});
