import { describe, expect, it } from "vitest";
import { textParam } from "./search-params";

describe("textParam", () => {
  it("takes text and numbers, and nothing else", () => {
    expect(textParam("q", { q: "shop" })).toEqual({ q: "shop" });
    expect(textParam("q", { q: 12 })).toEqual({ q: "12" });
    expect(textParam("q", { q: "" })).toEqual({});
    expect(textParam("q", { q: { a: 1 } })).toEqual({});
    expect(textParam("q", {})).toEqual({});
  });
});
