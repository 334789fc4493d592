import { describe, expect, it } from "vitest";
import { FIRST_TABLE, firstCall, stepOf } from "./first-steps";

describe("the first steps", () => {
  it("follow one another", () => {
    expect(stepOf({ table: false, call: false })).toBe("table");
    expect(stepOf({ table: false, call: true })).toBe("table");
    expect(stepOf({ table: true, call: false })).toBe("call");
    expect(stepOf({ table: true, call: true })).toBe("done");
  });

  it("make a table that is guarded, and call that one", () => {
    expect(FIRST_TABLE).toContain("enable row level security");
    const code = firstCall({ api_url: "https://api.test", anon_key: "a.b.c" });
    expect(code).toContain('from("todos")');
    expect(code).toContain("https://api.test");
    expect(code).toContain("a.b.c");
  });
});
