import { describe, expect, it } from "vitest";
import { changed } from "./use-row-edits";

const page = {
  columns: ["id", "name"],
  column_types: ["integer", "text"],
  rows: [
    [1, "a"],
    [2, "b"],
  ],
  versions: ["v1", "v2"],
  key: ["id"],
  total: 2,
  total_is_estimate: false,
  page: 1,
  per_page: 100,
  truncated: false,
};

describe("changed", () => {
  it("puts values into one row and leaves the others as they are", () => {
    const next = changed(page, 1, { values: { name: null }, version: "v3" });
    expect(next.rows).toEqual([
      [1, "a"],
      [2, null],
    ]);
    expect(next.rows[0]).toBe(page.rows[0]);
    expect(next.versions).toEqual(["v1", "v3"]);
  });

  it("does nothing where there is no such row", () => {
    expect(changed(page, 50, { values: { name: "x" } })).toBe(page);
  });
});
