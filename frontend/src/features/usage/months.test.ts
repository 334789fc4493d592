import { describe, expect, it } from "vitest";
import { monthOf } from "./months";

describe("monthOf", () => {
  it("goes over the turn of the year", () => {
    const today = new Date("2027-01-05T23:00:00Z");
    expect(monthOf("this", today)).toEqual({ from: "2027-01-01", to: "2027-01-05" });
    expect(monthOf("last", today)).toEqual({ from: "2026-12-01", to: "2026-12-31" });
  });
});
