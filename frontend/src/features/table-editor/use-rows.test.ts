import { describe, expect, it } from "vitest";
import { rowCount } from "./use-rows";

const page = (number: number, rows: number, total: number, estimate = false) => ({
  columns: ["id"],
  column_types: ["integer"],
  rows: Array.from({ length: rows }, (_, at) => [at]),
  total,
  total_is_estimate: estimate,
  page: number,
  per_page: 100,
  truncated: false,
  key: ["id"],
  versions: [],
});

describe("rowCount", () => {
  it("is the total, as long as that is exact", () => {
    expect(rowCount(undefined, [])).toBe(0);
    expect(rowCount(page(1, 100, 250), [page(2, 100, 250)])).toBe(250);
  });

  it("ends where the rows end, whatever was estimated", () => {
    expect(rowCount(page(1, 100, 900, true), [page(3, 40, 900, true)])).toBe(240);
  });

  it("goes on where the estimate was too low", () => {
    expect(rowCount(page(1, 100, 100, true), [page(1, 100, 100, true)])).toBe(200);
  });
});
