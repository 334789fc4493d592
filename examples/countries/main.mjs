// 250 countries in a fresh project: normalised tables are filled by the service role, read with embedding by an anonymous
// client, and two users keep lists of visited countries that row level security keeps apart. Every step checks what it
// sees, so this example is a test as well.
//
//   node main.mjs [http://localhost:3000]

import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { createClient } from "@supabase/supabase-js";
import pg from "pg";
import countries from "world-countries";

// supabase-js wants a WebSocket; Node has its own from version 22 on.
globalThis.WebSocket ??= (await import("ws")).WebSocket;

const server = process.argv[2] ?? process.env.DUPABASE_URL ?? "http://localhost:3000";

async function platform(method, path, body, token) {
  const response = await fetch(`${server}/platform${path}`, {
    method,
    headers: { "Content-Type": "application/json", ...(token && { Authorization: `Bearer ${token}` }) },
    ...(body && { body: JSON.stringify(body) }),
  });
  const answer = await response.json();
  assert.ok(response.ok, `${method} ${path}: ${response.status} ${JSON.stringify(answer)}`);
  return answer;
}

/** The data of a supabase-js answer; its error ends the walk. */
function ok({ data, error }) {
  assert.equal(error, null, JSON.stringify(error));
  return data;
}

const sorted = (values) => [...values].sort();

// --- A project, and its tables through an ordinary PostgreSQL client -------------------------------------------------

const password = `example-${randomUUID()}`;
const { token } = await platform("POST", "/auth/register", { email: `${randomUUID()}@example.com`, password });
const project = await platform("POST", "/projects", { name: "countries" }, token);
const login = await platform("POST", "/credentials/reveal", { platform_password: password }, token);

const database = new pg.Client({
  host: login.pg_host,
  port: Number(login.pg_port),
  user: login.pg_username,
  password: login.pg_password,
  database: project.db_name,
});
await database.connect();
await database.query(await readFile(new URL("schema.sql", import.meta.url), "utf8"));
await database.end();
console.log(`project ${project.ref}: tables made`);

// --- The service role loads the data ----------------------------------------------------------------------------------

const options = { auth: { persistSession: false, autoRefreshToken: false } };
const service = createClient(project.api_url, project.service_role_key, options);

const regions = ok(
  await service
    .from("regions")
    .insert(sorted(new Set(countries.map((c) => c.region))).map((name) => ({ name })))
    .select(),
);
const regionId = Object.fromEntries(regions.map((r) => [r.name, r.id]));

const { count } = await service.from("countries").insert(
  countries.map((c) => ({
    code: c.cca3,
    name: c.name.common,
    official: c.name.official,
    capital: c.capital[0] ?? null,
    region_id: regionId[c.region],
    area_km2: c.area,
    landlocked: c.landlocked,
    independent: c.independent ?? null,
    flag: c.flag,
    latlng: c.latlng,
  })),
  { count: "exact" },
);
assert.equal(count, 250);

const languages = Object.assign({}, ...countries.map((c) => c.languages));
ok(await service.from("languages").upsert(Object.entries(languages).map(([code, name]) => ({ code, name }))));
const currencies = Object.assign({}, ...countries.map((c) => c.currencies));
ok(await service.from("currencies").upsert(Object.entries(currencies).map(([code, { name, symbol }]) => ({ code, name, symbol }))));
const pairs = (of) => countries.flatMap((c) => of(c).map((other) => [c.cca3, other]));
ok(await service.from("country_languages").insert(pairs((c) => Object.keys(c.languages)).map(([country, language]) => ({ country, language }))));
ok(await service.from("country_currencies").insert(pairs((c) => Object.keys(c.currencies ?? {})).map(([country, currency]) => ({ country, currency }))));
ok(await service.from("borders").insert(pairs((c) => c.borders).map(([country, neighbour]) => ({ country, neighbour }))));
console.log(`loaded ${count} countries, ${Object.keys(languages).length} languages, ${Object.keys(currencies).length} currencies`);

// --- An anonymous client reads with embedding ---------------------------------------------------------------------------

const anonymous = createClient(project.api_url, project.anon_key, options);

const source = countries.find((c) => c.cca3 === "CHE");
const switzerland = ok(
  await anonymous
    .from("countries")
    .select(
      "name, capital, region:regions(name), languages(code, name), currencies(code)," +
        " borders!borders_country_fkey(neighbour:countries!borders_neighbour_fkey(code, name))",
    )
    .eq("code", "CHE")
    .single(),
);
assert.equal(switzerland.name, "Switzerland");
assert.deepEqual(switzerland.region, { name: source.region });
assert.deepEqual(Object.fromEntries(switzerland.languages.map((l) => [l.code, l.name])), source.languages);
assert.deepEqual(switzerland.currencies, [{ code: "CHF" }]);
assert.deepEqual(sorted(switzerland.borders.map((b) => b.neighbour.code)), sorted(source.borders));

const french = ok(
  await anonymous.from("countries").select("code, languages!inner(code)").eq("languages.code", "fra").order("code"),
);
const speaksFrench = sorted(countries.filter((c) => c.languages.fra).map((c) => c.cca3));
assert.deepEqual(french.map((c) => c.code), speaksFrench);
const called = ok(await anonymous.rpc("speakers_of", { language_code: "fra" }).select("code").order("code"));
assert.deepEqual(called.map((c) => c.code), speaksFrench);

const large = await anonymous
  .from("countries")
  .select("name", { count: "exact" })
  .or("area_km2.gt.5000000,and(landlocked.is.true,area_km2.gte.1000000)")
  .order("area_km2", { ascending: false })
  .range(0, 4);
assert.equal(large.status, 206);
assert.equal(large.count, countries.filter((c) => c.area > 5e6 || (c.landlocked && c.area >= 1e6)).length);
assert.equal(large.data[0].name, "Russia");
assert.equal(large.data.length, 5);

const refused = await anonymous.from("countries").insert({ code: "XXX", name: "Nowhere" });
assert.equal(refused.error.code, "42501");
assert.equal(refused.status, 401);
console.log("an anonymous client reads all and writes nothing");

// --- Two users, each with a list of their own ------------------------------------------------------------------------------

async function signUp(name) {
  const client = createClient(project.api_url, project.anon_key, options);
  const { user, session } = ok(await client.auth.signUp({ email: `${name}@example.com`, password: "correct horse battery" }));
  assert.ok(session, "sign-up with autoconfirm brings a session");
  return { client, user };
}
const ann = await signUp("ann");
const bob = await signUp("bob");

ok(await ann.client.from("visited").insert([
  { country: "CHE", visited_on: "2024-02-03", note: "snow" },
  { country: "ITA", visited_on: "2025-06-07" },
]));
ok(await bob.client.from("visited").insert({ country: "JPN", visited_on: "2023-04-01", note: "cherries" }));

const annSees = ok(await ann.client.from("visited").select("country, note, countries(name, flag)").order("country"));
assert.deepEqual(annSees, [
  { country: "CHE", note: "snow", countries: { name: "Switzerland", flag: "🇨🇭" } },
  { country: "ITA", note: null, countries: { name: "Italy", flag: "🇮🇹" } },
]);
assert.deepEqual(ok(await bob.client.from("visited").select("country")), [{ country: "JPN" }]);
assert.deepEqual(ok(await anonymous.from("visited").select()), []);
assert.equal(ok(await service.from("visited").select()).length, 3);

// Nobody changes another's rows: not by update, not by delete, not by insert in another's name.
assert.deepEqual(ok(await bob.client.from("visited").update({ note: "mine" }).eq("user_id", ann.user.id).select()), []);
assert.deepEqual(ok(await bob.client.from("visited").delete().eq("country", "CHE").select()), []);
const forged = await bob.client.from("visited").insert({ user_id: ann.user.id, country: "FRA", visited_on: "2024-01-01" });
assert.equal(forged.error.code, "42501");
assert.equal(forged.status, 403);

ok(await ann.client.from("visited").upsert({ country: "CHE", visited_on: "2024-02-03", note: "much snow" }));
ok(await ann.client.from("visited").delete().eq("country", "ITA"));
assert.deepEqual(ok(await ann.client.from("visited").select("country, note")), [{ country: "CHE", note: "much snow" }]);
assert.equal((await ann.client.from("visited").insert({ country: "ITA", visited_on: "1800-01-01" })).error.code, "23514");

// A refreshed session goes on; after signing out the client is anonymous again.
const { session: renewed } = ok(await ann.client.auth.refreshSession());
assert.equal(renewed.user.id, ann.user.id);
assert.equal((await ann.client.from("visited").select()).data.length, 1);
assert.equal((await ann.client.auth.signOut()).error, null);
assert.deepEqual(ok(await ann.client.from("visited").select()), []);
console.log("two users keep their lists to themselves");

await platform("DELETE", `/projects/${project.id}`, { confirm_name: "countries" }, token);
console.log("done: the project is deleted");
