import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  expressionFault,
  identifier,
  lexemes,
  literal,
  nameFault,
  qualified,
  SqlFault,
  script,
  sql,
  typeName,
  written,
} from "./sql";

/// Texts full of what quoting must survive.
const nasty = fc.string({
  unit: fc.oneof(
    fc.constantFrom(
      "[",
      "]",
      ")",
      "'",
      '"',
      "\\",
      "$",
      "$$",
      ";",
      "--",
      "/*",
      "*/",
      "\n",
      "E",
      "(",
      ")",
      "\u2019",
      "é",
    ),
    fc.string({ minLength: 1, maxLength: 3 }),
  ),
  maxLength: 12,
});
const text = nasty.filter((value) => !value.includes("\0"));
const name = text.filter((value) => nameFault(value) === undefined);

/// Reads back what PostgreSQL would read.
function readIdentifier(quoted: string): string {
  return quoted.startsWith('"') ? quoted.slice(1, -1).replaceAll('""', '"') : quoted.toLowerCase();
}

function readLiteral(quoted: string): string {
  const escaped = quoted.startsWith("E");
  const body = quoted.slice(escaped ? 2 : 1, -1).replaceAll("''", "'");
  return escaped ? body.replaceAll("\\\\", "\\") : body;
}

describe("identifier", () => {
  it("gives back any name, and is one lexeme that nothing escapes from", () => {
    fc.assert(
      fc.property(name, (value) => {
        const quoted = identifier(value);
        expect(readIdentifier(quoted)).toBe(value);
        if (quoted.startsWith('"')) {
          expect([...lexemes(quoted)]).toEqual([{ kind: "quoted", text: quoted, at: 0 }]);
        } else expect(quoted).toMatch(/^[a-z_][a-z0-9_]*$/);
      }),
    );
  });

  it("leaves plain names alone and quotes key words, capitals and the odd", () => {
    expect(["orders", "_x1", "order", "user", "Orders", "1st", "a b", 'a"b'].map(identifier)).toEqual([
      "orders",
      "_x1",
      '"order"',
      '"user"',
      '"Orders"',
      '"1st"',
      '"a b"',
      '"a""b"',
    ]);
  });

  it("refuses what PostgreSQL would cut short or can't hold", () => {
    for (const bad of ["", "a\0b", "x".repeat(64), "é".repeat(32)]) {
      expect(() => identifier(bad)).toThrow(SqlFault);
    }
    expect(identifier("x".repeat(63))).toHaveLength(63);
  });
});

describe("literal", () => {
  it("gives back any text, and is one lexeme that nothing escapes from", () => {
    fc.assert(
      fc.property(text, (value) => {
        const quoted = literal(value);
        expect(readLiteral(quoted)).toBe(value);
        const [last, ...before] = [...lexemes(quoted)].reverse();
        expect(last).toMatchObject({ kind: "quoted", text: quoted.replace(/^E/, "") });
        expect(before.map((lexeme) => lexeme.text).join("")).toBe(value.includes("\\") ? "E" : "");
      }),
    );
  });
});

describe("written", () => {
  it("lets an expression nowhere out of its parentheses", () => {
    fc.assert(
      fc.property(text, (value) => {
        if (expressionFault(value) !== undefined) return;
        const whole = `check (${written(value)}) x`;
        let depth = 0;
        const outside: string[] = [];
        for (const { text: piece, kind } of lexemes(whole)) {
          expect(kind === "open" || kind === "comment").toBe(false);
          if (kind === "other" && piece === ")") depth--;
          if (depth === 0 && kind === "other") outside.push(piece);
          if (kind === "other" && piece === "(") depth++;
          expect(depth).toBeGreaterThanOrEqual(0);
        }
        expect(outside.join("")).toBe("check () x");
      }),
    );
  });

  it("takes what people write and says what is amiss", () => {
    for (const good of [
      "auth.uid() = user_id",
      "x in ('a)', ';', $$--$$)",
      `"odd ) name" > 1`,
      "tags @> '{a}'",
    ]) {
      expect(expressionFault(good)).toBeUndefined();
    }
    expect(expressionFault("true) to anon; drop table x; --")).toContain("never opened");
    expect(expressionFault("[)")).toContain("never opened");
    expect(expressionFault("(a = 1")).toContain("not closed");
    expect(expressionFault("a = 'x")).toContain("quote");
    expect(expressionFault("true -- all")).toContain("comments");
    expect(expressionFault("true; select 1")).toContain("semicolon");
    expect(expressionFault("  ")).toBe("Write an expression.");
  });
});

describe("typeName", () => {
  it("knows types by their shape", () => {
    for (const good of [
      "int",
      "numeric(10,2)",
      "numeric(3, -2)",
      "public.mood[]",
      '"My Type"',
      "timestamp(3) with time zone",
      "character varying(20)",
      "double precision",
      "int[][]",
      "vector(3)",
      "geometry(Point,4326)",
    ]) {
      expect(typeName(good)).toBe(good);
    }
    for (const bad of ["", "int; drop table x", "int) x", "int default 1, y int", "int --", "int'"]) {
      expect(() => typeName(bad)).toThrow(SqlFault);
    }
  });
});

describe("sql", () => {
  it("puts pieces where they belong", () => {
    const table = qualified({ schema: "public", name: "Web shop" });
    expect(script([sql`drop table ${table}`, sql`comment on table ${table} is ${literal("it's")}`])).toBe(
      `drop table public."Web shop";\ncomment on table public."Web shop" is 'it''s';`,
    );
  });
});
