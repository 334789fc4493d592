import { describe, expect, it } from "vitest";
import { readTableSearch } from "./table-search";

describe("readTableSearch", () => {
  it("reads what the page wrote", () => {
    const search = {
      schema: "public",
      table: "orders",
      filter: [{ column: "id", operator: "eq", value: "1" }] as const,
      sort: [{ column: "id", descending: true }],
      view: "structure" as const,
    };
    expect(readTableSearch(search)).toEqual(search);
  });

  it("leaves out what makes no sense", () => {
    expect(
      readTableSearch({ filter: [{ column: "id", operator: "drop" }, 5, null], sort: "id", view: "x" }),
    ).toEqual({});
    expect(readTableSearch({ table: 12 })).toEqual({ table: "12" });
  });
});
