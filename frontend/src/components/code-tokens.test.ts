import { describe, expect, it } from "vitest";
import { tokens } from "./code-tokens";

describe("tokens", () => {
  it("loses nothing of the code", () => {
    const code = `import { a } from "b" // so\n\nconst url = "https://x/y"\ncurl 'z'`;
    expect(
      tokens(code)
        .map(({ text }) => text)
        .join(""),
    ).toBe(code);
  });

  it("tells keywords, strings and comments apart", () => {
    const kinds = tokens(`const url = "https://const/" // await`).map(({ kind, text }) => [kind, text]);
    expect(kinds).toEqual([
      ["keyword", "const"],
      ["plain", " url = "],
      ["string", `"https://const/"`],
      ["plain", " "],
      ["comment", "// await"],
    ]);
  });

  it("does not take a method for a keyword", () => {
    expect(tokens("db.from(x)")).toEqual([{ kind: "plain", text: "db.from(x)", at: 0 }]);
  });
});
