import { describe, expect, it } from "vitest";
import { cellText, readValue, valueKind } from "./value-kind";

describe("valueKind", () => {
  it.each([
    ["character varying(20)", "text"],
    ["int8", "number"],
    ["numeric(10,2)", "number"],
    ["timestamp with time zone", "timestamp"],
    ["timestamptz", "timestamp"],
    ["time without time zone", "time"],
    ["text[]", "array"],
    ["interval", "other"],
    ["jsonb", "json"],
    ["date", "date"],
    ["daterange", "other"],
    ["int4range", "other"],
  ])("%s is a %s", (type, kind) => {
    expect(valueKind(type)).toBe(kind);
  });

  it("knows an enum by its labels", () => {
    expect(valueKind("public.mood", ["sad"])).toBe("enum");
    expect(valueKind("public.mood[]", ["sad"])).toBe("array");
  });
});

describe("readValue", () => {
  it("never rounds a number", () => {
    expect(readValue("number", " 42 ")).toEqual({ value: 42 });
    expect(readValue("number", "9007199254740993")).toEqual({ value: "9007199254740993" });
    expect(readValue("number", "0.10")).toEqual({ value: "0.10" });
    expect(readValue("number", "12a")).toHaveProperty("fault");
    expect(readValue("number", "")).toHaveProperty("fault");
  });

  it("keeps the empty text and its blanks", () => {
    expect(readValue("text", "")).toEqual({ value: "" });
    expect(readValue("text", " a ")).toEqual({ value: " a " });
  });

  it("reads json as json, and says where it is broken", () => {
    expect(readValue("json", '{"a": [1]}')).toEqual({ value: '{"a": [1]}' });
    expect(readValue("json", "{a}")).toHaveProperty("fault");
  });

  it("reads lists in both ways of writing", () => {
    expect(readValue("array", '["a", null, [1], "say \\"b\\\\\\""]')).toEqual({
      value: '{"a",NULL,{"1"},"say \\"b\\\\\\""}',
    });
    expect(readValue("array", "{a,b}")).toEqual({ value: "{a,b}" });
    expect(readValue("array", "a,b")).toHaveProperty("fault");
  });

  it("reads truth in many words", () => {
    expect(readValue("boolean", "yes")).toEqual({ value: true });
    expect(readValue("boolean", "0")).toEqual({ value: false });
    expect(readValue("boolean", "maybe")).toHaveProperty("fault");
  });
});

describe("cellText", () => {
  it("tells null from the empty text", () => {
    expect(cellText(null)).toBeNull();
    expect(cellText("")).toBe("");
    expect(cellText(false)).toBe("false");
  });
});
