import { describe, expect, it } from "vitest";
import { beginOf, logSearch } from "./log-search";

describe("logSearch", () => {
  it("takes what it knows and leaves the rest", () => {
    expect(logSearch({ page: 3, action: "login", span: "day", other: 1 })).toEqual({
      page: 3,
      action: "login",
      span: "day",
    });
    expect(logSearch({ page: -1, span: "century" })).toEqual({});
  });
});

describe("beginOf", () => {
  it("goes back from now, in full minutes", () => {
    const now = Date.parse("2026-06-02T12:00:42Z");
    expect(beginOf("day", now)).toBe("2026-06-01T12:00:00.000Z");
    expect(beginOf(undefined, now)).toBeUndefined();
  });
});
