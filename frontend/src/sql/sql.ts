/// The one place where SQL is put together. A piece of `Sql` comes from a template of ours, from `identifier`, `literal`
/// and their kin, or from `written` for what a person has typed as SQL; a plain string doesn't fit into a template.
declare const made: unique symbol;

export type Sql = string & { readonly [made]: true };

/// What can't be made into SQL, said to the person who typed it.
export class SqlFault extends Error {
  override readonly name = "SqlFault";
}

/// A piece of SQL out of a constant template and pieces of SQL.
export function sql(template: TemplateStringsArray, ...parts: readonly Sql[]): Sql {
  return template.reduce((text, piece, at) => text + (parts[at - 1] ?? "") + piece) as Sql;
}

export function join(parts: readonly Sql[], separator = ", "): Sql {
  return parts.join(separator) as Sql;
}

/// Statements, one below the other, each with its semicolon.
export function script(statements: readonly Sql[]): Sql {
  return statements.map((statement) => `${statement};`).join("\n") as Sql;
}

/// A name. Plain lower-case ones stay as they are, so that what we write reads like what people write.
export function identifier(name: string): Sql {
  const fault = nameFault(name);
  if (fault !== undefined) throw new SqlFault(fault);
  if (/^[a-z_][a-z0-9_]*$/.test(name) && !KEYWORDS.has(name)) return name as Sql;
  return `"${name.replaceAll('"', '""')}"` as Sql;
}

export function identifiers(names: readonly string[]): Sql {
  return join(names.map(identifier));
}

/// The name of a table, function or type with its schema.
export function qualified({ schema, name }: { schema: string; name: string }): Sql {
  return sql`${identifier(schema)}.${identifier(name)}`;
}

/// A text as a constant, whatever the server's standard_conforming_strings.
export function literal(text: string): Sql {
  if (text.includes("\0")) throw new SqlFault("PostgreSQL’s texts can’t hold the character NUL.");
  const quoted = `'${text.replaceAll("'", "''")}'`;
  return (text.includes("\\") ? `E${quoted.replaceAll("\\", "\\\\")}` : quoted) as Sql;
}

/// What is wrong with a name, if anything.
export function nameFault(name: string): string | undefined {
  if (name === "") return "Give it a name.";
  if (name.includes("\0")) return "A name can’t hold the character NUL.";
  if (new TextEncoder().encode(name).length > 63) return "PostgreSQL’s names have at most 63 bytes.";
  return undefined;
}

/// An expression a person has typed. It must end where it seems to end, so that it stays within its parentheses.
export function written(expression: string): Sql {
  const fault = expressionFault(expression);
  if (fault !== undefined) throw new SqlFault(fault);
  return expression.trim() as Sql;
}

/// What would let an expression reach out of its place: open quotes or parentheses, comments, a second statement.
export function expressionFault(expression: string): string | undefined {
  if (expression.trim() === "") return "Write an expression.";
  const awaited: string[] = [];
  for (const { text, kind } of lexemes(expression)) {
    if (kind === "open") return "A quote is not closed.";
    if (kind === "comment") return "Leave comments out of the expression.";
    if (kind !== "other") continue;
    if (text === ";") return "Leave the semicolon out: one expression only.";
    if (text === "(") awaited.push(")");
    if (text === "[") awaited.push("]");
    if ((text === ")" || text === "]") && awaited.pop() !== text) {
      return "A parenthesis closes that was never opened.";
    }
  }
  return awaited.length > 0 ? "A parenthesis is not closed." : undefined;
}

/// A type as PostgreSQL writes it: `int`, `numeric(10,2)`, `public.mood[]`, `timestamp(3) with time zone`.
export function typeName(type: string): Sql {
  const name = type.trim();
  const shape =
    /^(?:[a-z_][\w$]*|"(?:[^"]|"")+")(?:\.(?:[a-z_][\w$]*|"(?:[^"]|"")+"))?(?: [a-z]+)*(?:\(\s*\w+(?:\s*,\s*-?\w+)?\s*\))?(?: [a-z]+)*(?:\[\d*\])*$/i;
  if (!shape.test(name)) throw new SqlFault(`“${name}” doesn’t look like a type.`);
  return name as Sql;
}

interface Lexeme {
  kind: "quoted" | "comment" | "open" | "other";
  text: string;
  at: number;
}

/// Just enough of PostgreSQL's lexer to know what stands inside quotes and comments.
export function* lexemes(text: string): Generator<Lexeme> {
  let at = 0;
  while (at < text.length) {
    const start = at;
    const found = quotedAt(text, at);
    at = found?.end ?? at + 1;
    yield { kind: found?.kind ?? "other", text: text.slice(start, at), at: start };
  }
}

function quotedAt(text: string, at: number): { kind: Lexeme["kind"]; end: number } | null {
  const character = text[at];
  if (character === "'") {
    const escapes = /(?:^|[^\w$])[eE]$/.test(text.slice(Math.max(0, at - 2), at));
    return closing(text, at + 1, "'", escapes);
  }
  if (character === '"') return closing(text, at + 1, '"', false);
  if (text.startsWith("--", at)) {
    const end = text.indexOf("\n", at);
    return { kind: "comment", end: end < 0 ? text.length : end };
  }
  if (text.startsWith("/*", at)) return blockComment(text, at);
  if (character === "$" && !/[\w$]/.test(text[at - 1] ?? "")) {
    const tag = /^\$(?:[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*)?\$/.exec(text.slice(at, at + 70))?.[0];
    if (tag === undefined) return null;
    const end = text.indexOf(tag, at + tag.length);
    return end < 0 ? { kind: "open", end: text.length } : { kind: "quoted", end: end + tag.length };
  }
  return null;
}

function closing(text: string, from: number, quote: string, escapes: boolean) {
  for (let at = from; at < text.length; at++) {
    if (escapes && text[at] === "\\") at++;
    else if (text[at] === quote) {
      if (text[at + 1] !== quote) return { kind: "quoted" as const, end: at + 1 };
      at++;
    }
  }
  return { kind: "open" as const, end: text.length };
}

function blockComment(text: string, from: number): { kind: Lexeme["kind"]; end: number } {
  let depth = 0;
  for (let at = from; at < text.length; at++) {
    if (text.startsWith("/*", at)) {
      depth++;
      at++;
    } else if (text.startsWith("*/", at)) {
      depth--;
      at++;
      if (depth === 0) return { kind: "comment", end: at + 1 };
    }
  }
  return { kind: "open", end: text.length };
}

/// Words that can't stand as a bare name of a column, table or function (PostgreSQL 13 to 18, appendix C).
const KEYWORDS = new Set(
  `all analyse analyze and any array as asc asymmetric authorization between bigint binary bit boolean both case cast
  char character check coalesce collate collation column concurrently constraint create cross current_catalog
  current_date current_role current_schema current_time current_timestamp current_user dec decimal default deferrable
  desc distinct do else end except exists extract false fetch float for foreign freeze from full grant greatest group
  grouping having ilike in initially inner inout int integer intersect interval into is isnull join json_array
  json_arrayagg json_exists json_object json_objectagg json_query json_scalar json_serialize json_table json_value
  lateral leading least left like limit localtime localtimestamp merge_action national natural nchar none normalize
  not notnull null nullif numeric offset on only or order out outer overlaps overlay placing position precision primary
  real references returning right row select session_user setof similar smallint some substring symmetric
  system_user table tablesample then time timestamp to trailing treat trim true union unique user using values varchar
  variadic verbose when where window with xmlattributes xmlconcat xmlelement xmlexists xmlforest xmlnamespaces xmlparse
  xmlpi xmlroot xmlserialize xmltable`.split(/\s+/),
);
