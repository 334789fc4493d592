import { describe, expect, it } from "vitest";
import { matchingProjects, projectNameFault } from "./project-name";

describe("projectNameFault", () => {
  it("wants 1 to 100 characters, blanks around them aside", () => {
    expect(projectNameFault("  ")).toBeDefined();
    expect(projectNameFault(" shop ")).toBeUndefined();
    expect(projectNameFault(` ${"x".repeat(100)} `)).toBeUndefined();
    expect(projectNameFault("x".repeat(101))).toBeDefined();
  });
});

describe("matchingProjects", () => {
  const shop = { name: "Web Shop", ref: "abcdefghij", db_name: "proj_01" };
  const blog = { name: "Blog", ref: "klmnopqrst", db_name: "proj_02" };

  it("finds by every word, in any case and order", () => {
    expect(matchingProjects([shop, blog], " shop WEB ")).toEqual([shop]);
    expect(matchingProjects([shop, blog], "klm")).toEqual([blog]);
    expect(matchingProjects([shop, blog], "proj_0")).toEqual([shop, blog]);
    expect(matchingProjects([shop, blog], "shop blog")).toEqual([]);
    expect(matchingProjects([shop, blog], " ")).toEqual([shop, blog]);
  });
});
