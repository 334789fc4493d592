import { describe, expect, it } from "vitest";
import { runPercent, took } from "./run-state";

describe("took and runPercent", () => {
  it("guess by the last one", () => {
    const started_at = "2026-01-01T00:00:00Z";
    expect(took({ started_at, completed_at: "2026-01-01T00:01:00Z" }, 0)).toBe(60_000);
    expect(took({ started_at, completed_at: null }, Date.parse(started_at) + 5_000)).toBe(5_000);
    expect(runPercent({ done_bytes: 50 }, 100)).toBe(50);
    expect(runPercent({ done_bytes: 500 }, 100)).toBe(99);
    expect(runPercent({ done_bytes: 5 }, null)).toBeNull();
  });
});
