import type { CatalogFunction, CatalogTable } from "@/api/studio";
import { js, shell } from "@/components/rest-call";
import { type Example, exampleArguments, exampleRow, exampleValue } from "./examples";

export type Language = "js" | "curl" | "python";

export interface Target {
  url: string;
  key: string;
}

export interface Call {
  title: string;
  note: string;
  code: Record<Language, string>;
}

export function setUp({ url, key }: Target): Record<Language, string> {
  return {
    js: `import { createClient } from "@supabase/supabase-js";\n\nconst supabase = createClient(${js(url)}, ${js(key)});`,
    python: `from supabase import create_client\n\nsupabase = create_client(${py(url)}, ${py(key)})`,
    curl: `export URL=${shell(url)}\nexport KEY=${shell(key)}`,
  };
}

export function tableCalls(table: CatalogTable): Call[] {
  const { schema, name } = table;
  const key = table.primary_key[0] ?? table.columns[0]?.name ?? "id";
  const keyColumn = table.columns.find((column) => column.name === key);
  const id = keyColumn === undefined ? 1 : exampleValue(keyColumn);
  const row = exampleRow(table);
  const change = changeOf(row, key);
  const filter = { [key]: id };
  const from = { js: jsFrom(schema, name), python: pyFrom(schema, name) };
  const parent = table.foreign_keys.find((one) => one.target_schema === schema);
  const reads: Call[] = [
    {
      title: "Read rows",
      note: "As far as the policies let the caller see them.",
      code: {
        js: `const { data, error } = await ${from.js}\n  .select("*")\n  .limit(10);`,
        python: `rows = ${from.python}.select("*").limit(10).execute().data`,
        curl: curl("GET", schema, `${name}?select=*&limit=10`),
      },
    },
    {
      title: "Filter, sort and page",
      note: "eq, neq, gt, gte, lt, lte, like, ilike, in, is, contains … and how many there are.",
      code: {
        js: `const { data, count, error } = await ${from.js}\n  .select(${js(columnsOf(table))}, { count: "exact" })\n  .eq(${js(key)}, ${js(id)})\n  .order(${js(key)}, { ascending: false })\n  .range(0, 9);`,
        python: `answer = (\n    ${from.python}\n    .select(${py(columnsOf(table))}, count="exact")\n    .eq(${py(key)}, ${py(id)})\n    .order(${py(key)}, desc=True)\n    .range(0, 9)\n    .execute()\n)`,
        curl: curl(
          "GET",
          schema,
          `${name}?select=${columnsOf(table).replaceAll(" ", "")}&${key}=eq.${id}&order=${key}.desc&limit=10`,
          { headers: ["Prefer: count=exact"] },
        ),
      },
    },
  ];
  if (parent !== undefined) {
    const select = `*, ${parent.target_table}(*)`;
    reads.push({
      title: `With its ${parent.target_table}`,
      note: "The foreign key joins them; one request brings both.",
      code: {
        js: `const { data, error } = await ${from.js}\n  .select(${js(select)});`,
        python: `rows = ${from.python}.select(${py(select)}).execute().data`,
        curl: curl("GET", schema, `${name}?select=${select.replaceAll(" ", "")}`),
      },
    });
  }
  if (table.kind !== "table" && table.kind !== "partitioned_table") return reads;
  return [
    ...reads,
    {
      title: "Insert",
      note: "One row, or a list of rows. Ask for them back with select.",
      code: {
        js: `const { data, error } = await ${from.js}\n  .insert(${object(row, 2)})\n  .select()\n  .single();`,
        python: `row = ${from.python}.insert(${pyObject(row)}).execute().data`,
        curl: curl("POST", schema, name, { headers: ["Prefer: return=representation"], body: row }),
      },
    },
    {
      title: "Update",
      note: "Always with a filter: it says which rows change.",
      code: {
        js: `const { data, error } = await ${from.js}\n  .update(${object(change, 2)})\n  .eq(${js(key)}, ${js(id)})\n  .select();`,
        python: `rows = ${from.python}.update(${pyObject(change)}).eq(${py(key)}, ${py(id)}).execute().data`,
        curl: curl("PATCH", schema, `${name}?${key}=eq.${id}`, {
          headers: ["Prefer: return=representation"],
          body: change,
        }),
      },
    },
    {
      title: "Upsert",
      note: "Inserts, or updates the row that has this key already.",
      code: {
        js: `const { data, error } = await ${from.js}\n  .upsert(${object({ ...filter, ...row }, 2)})\n  .select();`,
        python: `rows = ${from.python}.upsert(${pyObject({ ...filter, ...row })}).execute().data`,
        curl: curl("POST", schema, name, {
          headers: ["Prefer: resolution=merge-duplicates,return=representation"],
          body: { ...filter, ...row },
        }),
      },
    },
    {
      title: "Delete",
      note: "Always with a filter, too.",
      code: {
        js: `const { error } = await ${from.js}\n  .delete()\n  .eq(${js(key)}, ${js(id)});`,
        python: `${from.python}.delete().eq(${py(key)}, ${py(id)}).execute()`,
        curl: curl("DELETE", schema, `${name}?${key}=eq.${id}`),
      },
    },
  ];
}

export function functionCalls(routine: CatalogFunction): Call[] {
  const { schema, name } = routine;
  const values = exampleArguments(routine);
  const some = Object.keys(values).length > 0;
  const jsClient = schema === "public" ? "supabase" : `supabase.schema(${js(schema)})`;
  const pyClient = schema === "public" ? "supabase" : `supabase.schema(${py(schema)})`;
  return [
    {
      title: "Call",
      note: `Answers ${routine.returns_set ? "a list of " : ""}${routine.return_type ?? "nothing"}.`,
      code: {
        js: `const { data, error } = await ${jsClient}.rpc(${js(name)}${some ? `, ${object(values, 0)}` : ""});`,
        python: `data = ${pyClient}.rpc(${py(name)}${some ? `, ${pyObject(values)}` : ", {}"}).execute().data`,
        curl: curl("POST", schema, `rpc/${name}`, { body: values }),
      },
    },
  ];
}

export const authCalls: readonly Call[] = [
  {
    title: "Sign up",
    note: "Makes a user; by the project’s settings a mail asks for confirmation first.",
    code: {
      js: `const { data, error } = await supabase.auth.signUp({\n  email: "ann@example.com",\n  password: "correct horse battery",\n});`,
      python: `supabase.auth.sign_up({"email": "ann@example.com", "password": "correct horse battery"})`,
      curl: `curl -X POST "$URL/auth/v1/signup" \\\n  -H "apikey: $KEY" \\\n  -H "Content-Type: application/json" \\\n  -d '{"email": "ann@example.com", "password": "correct horse battery"}'`,
    },
  },
  {
    title: "Sign in",
    note: "From then on every call goes out in the user’s name.",
    code: {
      js: `const { data, error } = await supabase.auth.signInWithPassword({\n  email: "ann@example.com",\n  password: "correct horse battery",\n});`,
      python: `supabase.auth.sign_in_with_password({"email": "ann@example.com", "password": "correct horse battery"})`,
      curl: `curl -X POST "$URL/auth/v1/token?grant_type=password" \\\n  -H "apikey: $KEY" \\\n  -H "Content-Type: application/json" \\\n  -d '{"email": "ann@example.com", "password": "correct horse battery"}'`,
    },
  },
  {
    title: "Who is it?",
    note: "With curl, put the access_token of the sign-in into TOKEN.",
    code: {
      js: `const { data: { user } } = await supabase.auth.getUser();`,
      python: `user = supabase.auth.get_user().user`,
      curl: `curl "$URL/auth/v1/user" \\\n  -H "apikey: $KEY" \\\n  -H "Authorization: Bearer $TOKEN"`,
    },
  },
  {
    title: "Sign out",
    note: "Ends the session; its refresh token is worth nothing any more.",
    code: {
      js: `await supabase.auth.signOut();`,
      python: `supabase.auth.sign_out()`,
      curl: `curl -X POST "$URL/auth/v1/logout" \\\n  -H "apikey: $KEY" \\\n  -H "Authorization: Bearer $TOKEN"`,
    },
  },
];

function jsFrom(schema: string, name: string): string {
  return schema === "public"
    ? `supabase\n  .from(${js(name)})`
    : `supabase\n  .schema(${js(schema)})\n  .from(${js(name)})`;
}

function pyFrom(schema: string, name: string): string {
  return schema === "public"
    ? `supabase.table(${py(name)})`
    : `supabase.schema(${py(schema)}).table(${py(name)})`;
}

interface CurlParts {
  headers?: readonly string[];
  body?: Example;
}

function curl(method: string, schema: string, path: string, { headers = [], body }: CurlParts = {}): string {
  const reads = method === "GET";
  const profile = schema === "public" ? [] : [`${reads ? "Accept" : "Content"}-Profile: ${schema}`];
  const all = [
    "apikey: $KEY",
    ...profile,
    ...(body === undefined ? [] : ["Content-Type: application/json"]),
    ...headers,
  ];
  return [
    `curl ${reads ? "" : `-X ${method} `}"$URL/rest/v1/${encodeURI(path).replaceAll("$", "%24")}"`,
    ...all.map((header) => `-H "${header}"`),
    ...(body === undefined ? [] : [`-d '${JSON.stringify(body).replaceAll("'", "'\\''")}'`]),
  ].join(" \\\n  ");
}

function columnsOf({ columns }: CatalogTable): string {
  return columns
    .slice(0, 3)
    .map(({ name }) => name)
    .join(", ");
}

function changeOf(row: Example, key: string): Example {
  const [name, value] = Object.entries(row).find(([column]) => column !== key) ?? [key, null];
  return { [name]: value };
}

/// An object as people write it: short ones on one line.
function object(values: Example, indent: number): string {
  const entries = Object.entries(values).map(
    ([name, value]) => `${property(name)}: ${JSON.stringify(value)}`,
  );
  const line = `{ ${entries.join(", ")} }`;
  if (entries.length === 0) return "{}";
  if (line.length <= 60) return line;
  const space = " ".repeat(indent);
  return `{\n${entries.map((entry) => `${space}  ${entry},`).join("\n")}\n${space}}`;
}

function property(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name);
}

function pyObject(values: Example): string {
  const entries = Object.entries(values).map(([name, value]) => `${py(name)}: ${py(value)}`);
  const line = `{${entries.join(", ")}}`;
  return line.length <= 60 ? line : `{\n${entries.map((entry) => `    ${entry},`).join("\n")}\n}`;
}

function py(value: unknown): string {
  if (value === null) return "None";
  if (typeof value === "boolean") return value ? "True" : "False";
  if (Array.isArray(value)) return `[${value.map(py).join(", ")}]`;
  if (typeof value === "object") {
    return `{${Object.entries(value)
      .map(([name, inner]) => `${JSON.stringify(name)}: ${py(inner)}`)
      .join(", ")}}`;
  }
  return JSON.stringify(value);
}
