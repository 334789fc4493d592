import { describe, expect, it } from "vitest";
import { byteSize, compactNumber, duration, share } from "./numbers";

describe("byteSize", () => {
  it.each([
    [0, "0 B"],
    [1023, "1023 B"],
    [1536, "1.5 kB"],
    [300 * 1024 * 1024, "300 MB"],
  ])("writes %d as %s", (bytes, text) => {
    expect(byteSize(bytes)).toBe(text);
  });
});

describe("duration", () => {
  it.each([
    [4.22, "4.2 ms"],
    [120, "120 ms"],
    [1_800, "1.8 s"],
    [95_000, "1 min 35 s"],
    [7_500_000, "2 h 5 min"],
  ])("writes %d as %s", (milliseconds, text) => {
    expect(duration(milliseconds)).toBe(text);
  });
});

describe("share and compactNumber", () => {
  it("stay silent where there is nothing to compare with", () => {
    expect(share(5, 10)).toBe(50);
    expect(share(5, null)).toBeNull();
    expect(share(5, 0)).toBeNull();
    expect(compactNumber(12_345)).toBe("12.3K");
  });
});
