/// One condition of a read, in the REST API's operators.
export interface Condition {
  column: string;
  operator: Operator;
  value: string;
}

export type Operator = (typeof operators)[number]["value"];

export const operators = [
  { value: "eq", text: "equals", sign: "=" },
  { value: "neq", text: "differs from", sign: "≠" },
  { value: "gt", text: "greater than", sign: ">" },
  { value: "gte", text: "at least", sign: "≥" },
  { value: "lt", text: "less than", sign: "<" },
  { value: "lte", text: "at most", sign: "≤" },
  { value: "ilike", text: "like, any case", sign: "~" },
  { value: "like", text: "like", sign: "~~" },
  { value: "in", text: "one of", sign: "in" },
  { value: "cs", text: "contains", sign: "⊇" },
  { value: "is", text: "is", sign: "is" },
  { value: "not.is", text: "is not", sign: "is not" },
] as const;

export function isOperator(value: unknown): value is Operator {
  return operators.some((operator) => operator.value === value);
}

export interface Order {
  column: string;
  descending: boolean;
}

export interface ReadCall {
  schema: string;
  table: string;
  conditions: readonly Condition[];
  order: readonly Order[];
  limit?: number;
}

/// The items of “one of”: split at commas that stand outside double quotes.
export function listItems(value: string): string[] {
  const items = value.match(/"(?:[^"\\]|\\.)*"|[^,]+/g) ?? [];
  return items
    .map((item) => item.trim())
    .filter((item) => item !== "")
    .map((item) =>
      item.startsWith('"') && item.endsWith('"') ? item.slice(1, -1).replace(/\\(.)/g, "$1") : item,
    );
}

/// A condition's right side as it stands in an address: `gte.100`, `in.(a,"b,c")`.
export function operand({ operator, value }: Condition): string {
  if (operator === "in") return `in.(${listItems(value).map(listItem).join(",")})`;
  return `${operator}.${value}`;
}

function listItem(item: string): string {
  return /[,()"\\:.\s]/.test(item) || item === "" ? `"${item.replace(/["\\]/g, "\\$&")}"` : item;
}

/// `placed_at.desc,id.asc`
export function orderText(order: readonly Order[]): string {
  return order
    .map(({ column, descending }) => `${columnName(column)}.${descending ? "desc" : "asc"}`)
    .join(",");
}

/// Names with signs that mean something in an address stand in quotes.
function columnName(name: string): string {
  return /[,.:()"\s]/.test(name) ? `"${name.replace(/["\\]/g, "\\$&")}"` : name;
}

/// The address of a read, below the API's URL.
export function restPath({ table, conditions, order, limit }: ReadCall): string {
  const query = [
    "select=*",
    ...conditions.map((condition) => `${encode(columnName(condition.column))}=${encode(operand(condition))}`),
    ...(order.length > 0 ? [`order=${encode(orderText(order))}`] : []),
    ...(limit === undefined ? [] : [`limit=${limit}`]),
  ];
  return `/rest/v1/${encode(table)}?${query.join("&")}`;
}

/// Percent-encodes, but leaves what people can read and every server understands.
function encode(text: string): string {
  return encodeURIComponent(text).replace(/%2C/g, ",").replace(/%3A/g, ":");
}

export function curlRead(call: ReadCall, target: { url: string; key: string }): string {
  return [
    `curl ${shell(`${target.url}${restPath(call)}`)}`,
    `-H ${shell(`apikey: ${target.key}`)}`,
    ...(call.schema === "public" ? [] : [`-H ${shell(`Accept-Profile: ${call.schema}`)}`]),
  ].join(" \\\n  ");
}

/// A word of a shell's command line.
export function shell(text: string): string {
  return /[$`"\\!]/.test(text) || text.includes("'") ? `'${text.replaceAll("'", "'\\''")}'` : `"${text}"`;
}

export function javascriptRead({ schema, table, conditions, order, limit }: ReadCall): string {
  const source = schema === "public" ? "supabase" : `supabase\n  .schema(${js(schema)})`;
  return [
    `const { data, error } = await ${source}`,
    `  .from(${js(table)})`,
    `  .select("*")`,
    ...conditions.map((condition) => `  ${javascriptCondition(condition)}`),
    ...order.map(
      ({ column, descending }) => `  .order(${js(column)}${descending ? ", { ascending: false }" : ""})`,
    ),
    ...(limit === undefined ? [] : [`  .limit(${limit})`]),
  ]
    .join("\n")
    .concat(";");
}

function javascriptCondition({ column, operator, value }: Condition): string {
  const name = js(column);
  switch (operator) {
    case "in":
      return `.in(${name}, [${listItems(value).map(js).join(", ")}])`;
    case "is":
      return `.is(${name}, ${keyword(value)})`;
    case "not.is":
      return `.not(${name}, "is", ${keyword(value)})`;
    case "cs":
      return `.contains(${name}, ${js(value)})`;
    default:
      return `.${operator}(${name}, ${js(value)})`;
  }
}

function keyword(value: string): string {
  return /^(?:null|true|false)$/.test(value) ? value : js(value);
}

/// A constant of JavaScript; Python reads it too.
export function js(value: unknown): string {
  return typeof value === "string" && /^-?(?:0|[1-9]\d{0,14})(?:\.\d{1,9})?$/.test(value)
    ? value
    : JSON.stringify(value);
}
