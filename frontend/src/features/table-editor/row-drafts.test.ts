import { describe, expect, it } from "vitest";
import { column } from "@/api/sample-column";
import { readDrafts, startDrafts } from "./row-drafts";

const columns = [
  column("id", "bigint", { is_identity: true }),
  column("name", "text"),
  column("price", "numeric(10,2)"),
  column("note", "text", { nullable: true }),
  column("made", "timestamp with time zone", { default: "now()" }),
  column("shout", "text", { is_generated: true }),
];

describe("row drafts", () => {
  it("begin with what needs the least typing", () => {
    const drafts = startDrafts(columns);
    expect(Object.entries(drafts).map(([name, { mode }]) => [name, mode])).toEqual([
      ["id", "default"],
      ["name", "value"],
      ["price", "value"],
      ["note", "null"],
      ["made", "default"],
    ]);
  });

  it("become values, with defaults left out and the empty text kept", () => {
    const drafts = startDrafts(columns);
    const price = { ...drafts.price, text: "9.90" };
    expect(readDrafts(columns, { ...drafts, price } as typeof drafts)).toEqual({
      values: { name: "", price: "9.90", note: null },
      faults: {},
    });
  });

  it("say what is wrong, column by column", () => {
    expect(readDrafts(columns, startDrafts(columns)).faults).toEqual({ price: "Give it a value." });
  });
});
