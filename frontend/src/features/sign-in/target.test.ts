import { describe, expect, it } from "vitest";
import { safeTarget } from "./target";

describe("safeTarget", () => {
  it("goes back to where somebody wanted to be", () => {
    expect(safeTarget("/projects/1/keys?q=a#b")).toBe("/projects/1/keys?q=a#b");
  });

  it.each([
    undefined,
    "",
    "https://evil.test/",
    "//evil.test/",
    "/\\evil.test/",
    "javascript:alert(1)",
    "/sign-in?redirect=/sign-in",
    "/register",
  ])("does not follow %s", (target) => {
    expect(safeTarget(target)).toBe("/projects");
  });
});
