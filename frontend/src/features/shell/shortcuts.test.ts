import { describe, expect, it } from "vitest";
import { meaningOf } from "./shortcuts";

describe("meaningOf", () => {
  const help = () => undefined;
  const tables = () => undefined;
  const shortcuts = { keys: { "?": help }, places: { t: tables } };

  it("tells a key alone from one after g", () => {
    expect(meaningOf("?", false, shortcuts)).toBe(help);
    expect(meaningOf("t", true, shortcuts)).toBe(tables);
    expect(meaningOf("T", true, shortcuts)).toBe(tables);
    expect(meaningOf("t", false, shortcuts)).toBeUndefined();
    expect(meaningOf("?", true, shortcuts)).toBeUndefined();
  });
});
