import { describe, expect, it } from "vitest";
import { projectAddress, snippet, snippetKinds } from "./snippets";

const REF = "abcdefghijklmnopqrst";

describe("snippet", () => {
  it.each(snippetKinds.map(({ value }) => value))("%s carries the address and the anon key", (kind) => {
    const code = snippet(kind, { api_url: "https://api.test", anon_key: "a.b.c" });
    expect(code).toContain("https://api.test");
    expect(code).toContain("a.b.c");
  });
});

describe("projectAddress", () => {
  it("names the project once", () => {
    expect(projectAddress({ api_url: "https://api.test/", ref: REF })).toBe(`https://api.test/p/${REF}`);
    expect(projectAddress({ api_url: `https://${REF}.api.test`, ref: REF })).toBe(`https://${REF}.api.test`);
  });
});
