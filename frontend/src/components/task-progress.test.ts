import { describe, expect, it } from "vitest";
import { phaseText } from "./task-progress";

describe("phaseText", () => {
  it("says what is going on", () => {
    expect(
      phaseText({ progress: { phase: "table_data", current: "orders", done: 3, total: 12, percent: 25 } }),
    ).toBe("Table data: orders (3 of 12)");
    expect(phaseText({ progress: { phase: "upload", current: "", done: 1, total: 9e9, percent: 0 } })).toBe(
      "Upload",
    );
  });
});
