#!/usr/bin/env python3
"""Measures REST requests, reads beside pgbench running the same statements in pipeline mode. See README.md."""
import argparse
import json
import os
import re
import secrets
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request

from harness import HERE, Database, Server, call, options, require

TABLES = """
create table items (id int primary key, name text not null, price numeric not null, created_at timestamptz not null, tags text[] not null);
insert into items select i, 'item ' || i || ' ' || md5(i::text), round(((i * 7919) % 1000000)::numeric / 100, 2),
  timestamptz '2024-01-01 00:00:00+00' + i * interval '37 seconds', array['t' || i % 10, 't' || i % 97] from generate_series(1, 100000) i;
create table authors (id int primary key, name text not null);
insert into authors select i, 'author ' || i from generate_series(1, 1000) i;
create table books (id int primary key, author_id int not null references authors, title text not null);
insert into books select i, 1 + i % 1000, 'book ' || i from generate_series(1, 10000) i;
create index on books (author_id);
create table chapters (id int primary key, book_id int not null references books, heading text not null);
insert into chapters select i, 1 + i % 10000, 'chapter ' || i from generate_series(1, 50000) i;
create index on chapters (book_id);
create table notes (id bigint generated always as identity primary key, body text not null, made timestamptz not null default now());
create table stock (id int primary key, amount int not null, place text not null);
create function item_of(item int) returns setof items language sql stable rows 1 as 'select * from items where id = item';
vacuum analyze items, authors, books, chapters;
"""


class Case:
    """One kind of request. `key` is what stands in the statements where pgbench draws a random number."""

    def __init__(self, name, path, method="GET", headers="", bodies=(), beside=True):
        self.name, self.path, self.method, self.headers, self.bodies, self.beside = name, path, method, headers, bodies, beside


def stock(first):
    return json.dumps([{"id": first + i, "amount": i, "place": "shelf %d" % i} for i in range(1000)])


JSON = "Content-Type: application/json\n"
CASES = [
    Case("point read", "/items?id=eq.{id}"),
    Case("100 rows", "/items?select=id,name&limit=100"),
    Case("embed, two levels", "/authors?select=id,name,books(id,title,chapters(id,heading))&id=eq.7"),
    Case("RPC", "/rpc/item_of?item={id}"),
    Case("insert, representation", "/notes", "POST", JSON + "Prefer: return=representation\n", ['{"body":"note {id}"}'], False),
    Case("upsert of 1 000 rows", "/stock", "POST", JSON + "Prefer: resolution=merge-duplicates\n",
         [stock(1 + 1000 * i) for i in range(100)], False),
]


def pgbench_script(statements, key):
    """The statements with a variable for each parameter; the one that holds the key is drawn at random."""
    lines, defines = ["\\set id random(1, 100000)", "\\startpipeline"], []
    for n, (text, values) in enumerate(statements):
        for i in range(len(values), 0, -1):
            name = "id" if values[i - 1] == key else "p%d_%d" % (n, i)
            if name != "id":
                defines += ["-D", "%s=%s" % (name, values[i - 1])]
            text = re.sub(r"\$%d(?!\d)" % i, ":" + name, text)
        lines.append(" ".join(text.split()) + ";")
    return "\n".join(lines + ["\\endpipeline", ""]), defines


def run_wrk(server, case, headers, conns, secs):
    with tempfile.NamedTemporaryFile("w", suffix=".bodies") as bodies:
        bodies.writelines(body + "\n" for body in case.bodies)
        bodies.flush()
        env = dict(os.environ, BENCH_METHOD=case.method, BENCH_PATH="/rest/v1" + case.path, BENCH_HEADERS=case.headers + headers,
                   BENCH_BODIES=bodies.name)
        out = subprocess.run(["wrk", "-t1", "-c%d" % conns, "-d%ds" % secs, "--timeout", "10s", "-s", os.path.join(HERE, "request.lua"),
                              server.url], env=env, text=True, capture_output=True).stdout
    m = re.search(r"RESULT (\S+) (\d+) (\d+) (\d+)", out)
    if not m:
        sys.exit("wrk said:\n" + out)
    if int(m[4]):
        sys.exit("%s requests failed" % m[4])
    return float(m[1]), int(m[2]) / 1000, int(m[3]) / 1000


def run_pgbench(database, script, defines, conns, secs, user, password):
    with tempfile.TemporaryDirectory() as folder:
        with open(os.path.join(folder, "script.sql"), "w") as f:
            f.write(script)
        env = dict(database.env, PGUSER=user, PGPASSWORD=password)
        done = subprocess.run(["pgbench", "-n", "-M", "prepared", "-c", str(conns), "-j", "1", "-T", str(secs), "-f", "script.sql", "-l",
                               *defines, database.name], cwd=folder, env=env, text=True, capture_output=True)
        m = re.search(r"tps = (\S+)", done.stdout)
        if done.returncode or not m:
            sys.exit("pgbench said:\n" + done.stdout + done.stderr)
        times = sorted(int(line.split()[2]) for log in os.listdir(folder) if log.startswith("pgbench_log")
                       for line in open(os.path.join(folder, log)))
    return float(m[1]), times[len(times) // 2] / 1000, times[len(times) * 99 // 100] / 1000


def once(server, case, headers):
    """Sends the case's request with one known key and returns the key."""
    key = "4711"
    lines = [line for line in (case.headers + headers).split("\n") if line]
    body = case.bodies[0].replace("{id}", key).encode() if case.bodies else None
    request = urllib.request.Request(server.url + "/rest/v1" + case.path.replace("{id}", key), body, dict(h.split(": ", 1) for h in lines),
                                     method=case.method)
    with urllib.request.urlopen(request) as answer:
        text = answer.read()
        assert case.bodies or json.loads(text), "%s: nothing found" % case.name
    return key


def measure(server, database, case, headers, args):
    once(server, case, headers)
    script, defines = None, None
    if case.beside:
        statements = database.statements_of(lambda: once(server, case, headers))
        script, defines = pgbench_script(statements, "4711")
        if args.verbose:
            print("%s:\n" % case.name + "\n".join("  " + s for s, _ in statements) + "\n")
    run_wrk(server, case, headers, 16, args.warm)
    for conns in [int(c) for c in args.conns.split(",")]:
        ours, theirs, cpu = [], [], []
        for _ in range(args.runs):
            before, begun = server.cpu_seconds(), time.time()
            ours.append(run_wrk(server, case, headers, conns, args.secs))
            cpu.append((server.cpu_seconds() - before) / (ours[-1][0] * (time.time() - begun)) * 1e6)
            if script:
                theirs.append(run_pgbench(database, script, defines, min(conns, args.pool), args.secs, "bench", "bench"))
        row = [case.name, conns, *(statistics.median(run[i] for run in ours) for i in range(3)), statistics.median(cpu), server.memory_mb()]
        text = "| %s | %d | %.0f | %.2f | %.2f | %.0f | %.0f |" % tuple(row)
        if theirs:
            beside = [statistics.median(run[i] for run in theirs) for i in range(3)]
            text += " %.0f | %.2f | %.2f | **%.2f** |" % (*beside, row[2] / beside[0])
        else:
            text += " – | – | – | – |"
        print(text, flush=True)


def main():
    p = options(__doc__)
    p.add_argument("--cases", default="point read", help="names of cases, separated by semicolons, or all: " + "; ".join(c.name for c in CASES))
    p.add_argument("--conns", default="16,64")
    p.add_argument("--secs", type=int, default=10)
    p.add_argument("--warm", type=int, default=30, help="seconds of unmeasured load before each case")
    p.add_argument("--runs", type=int, default=3)
    p.add_argument("--verbose", action="store_true", help="print the statements")
    args = p.parse_args()
    require("wrk", "pgbench", "psql")
    cases = [c for c in CASES if args.cases == "all" or c.name in args.cases.split(";")]
    if not cases:
        sys.exit("no such case")

    server = Server(args.java, args.jar, args.options.split(), args.pool)
    try:
        platform, password = server.url + "/platform", secrets.token_hex(12)
        token = call(platform + "/auth/register", {"email": "bench@example.com", "password": password})["token"]
        project = call(platform + "/projects", {"name": "bench"}, token)
        login = call(platform + "/credentials/reveal", {"platform_password": password}, token)
        database = Database(server, login["pg_host"], login["pg_port"], project["db_name"])
        database.sql(TABLES, login["pg_username"], login["pg_password"])
        database.sql("create role bench login noinherit password 'bench'; grant anon to bench; grant connect on database \"%s\" to bench;"
                     # pgbench prepares a pipeline's statements before the first of them has taken the role
                     " grant usage on schema public to bench"
                     % project["db_name"])
        headers = "Accept: application/json\napikey: " + project["anon_key"]
        print("median of %d runs of %d s\n" % (args.runs, args.secs))
        print("| case | connections | Dupabase req/s | p50 ms | p99 ms | CPU us/req | RSS MB | pgbench tx/s | p50 ms | p99 ms | ratio |")
        print("|---|---|---|---|---|---|---|---|---|---|---|")
        for case in cases:
            measure(server, database, case, headers, args)
    finally:
        server.close()


if __name__ == "__main__":
    main()
