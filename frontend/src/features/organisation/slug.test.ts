import { describe, expect, it } from "vitest";
import { slugFault, slugOf } from "./slug";

describe("slugOf", () => {
  it.each([
    ["Ann & Sons Ltd.", "ann-sons-ltd"],
    ["Café Zürich", "cafe-zurich"],
    ["3 Monkeys", "monkeys"],
    ["日本", ""],
    ["a".repeat(80), "a".repeat(50)],
  ])("makes of %s", (name, slug) => {
    expect(slugOf(name)).toBe(slug);
  });
});

describe("slugFault", () => {
  it("keeps to what the server takes", () => {
    expect(slugFault("web-shop")).toBeUndefined();
    expect(slugFault("ab")).toBeDefined();
    expect(slugFault("-ab")).toBeDefined();
    expect(slugFault("personal-x")).toBeDefined();
  });
});
