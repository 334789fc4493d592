import { describe, expect, it } from "vitest";
import { projectAddress, snippet, snippetKinds } from "./snippets";

const REF = "abcdefghijklmnopqrst";
const project = { api_url: "https://api.test", anon_key: "a.b.c", db_name: "proj_1" };

describe("snippet", () => {
  const overHttp = snippetKinds.map(({ value }) => value).filter((kind) => kind !== "psql");

  it.each(overHttp)("%s carries the address and the anon key", (kind) => {
    const code = snippet(kind, project, "u_1");
    expect(code).toContain("https://api.test");
    expect(code).toContain("a.b.c");
  });

  it("psql names the login and the database, and no secret", () => {
    const code = snippet("psql", project, "u_1");
    expect(code).toContain("u_1@");
    expect(code).toContain("/proj_1");
    expect(code).not.toContain("a.b.c");
  });
});

describe("projectAddress", () => {
  it("names the project once", () => {
    expect(projectAddress({ api_url: "https://api.test/", ref: REF })).toBe(`https://api.test/p/${REF}`);
    expect(projectAddress({ api_url: `https://${REF}.api.test`, ref: REF })).toBe(`https://${REF}.api.test`);
  });
});
