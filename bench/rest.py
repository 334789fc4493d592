#!/usr/bin/env python3
"""Measures REST requests, reads beside pgbench running the same statements in pipeline mode. See README.md."""
import argparse
import json
import os
import re
import secrets
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(HERE)
TICK = os.sysconf("SC_CLK_TCK")

ROWS = 100000

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


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def call(url, body=None, token=None, method=None):
    headers = {"Content-Type": "application/json", **({"Authorization": "Bearer " + token} if token else {})}
    data = None if body is None else json.dumps(body).encode()
    with urllib.request.urlopen(urllib.request.Request(url, data, headers, method=method), timeout=60) as answer:
        return json.loads(answer.read())


class Server:
    def __init__(self, java, jar, options, pool):
        self.home = tempfile.mkdtemp(prefix="dupabase-bench-")
        os.chmod(self.home, 0o711)
        self.port = free_port()
        self.url = "http://127.0.0.1:%d" % self.port
        env = dict(os.environ, DUPABASE_HOME=self.home, PORT=str(self.port), MANAGEMENT_PORT=str(free_port()), SITE_URL=self.url,
                   RATE_LIMIT_AUTH="off", RATE_LIMIT_API="off", MAX_CONNECTIONS_PER_DB=str(pool))
        env.pop("DATABASE_URL", None)
        self.log = open(os.path.join(self.home, "server.log"), "w")
        self.process = subprocess.Popen([java, *options, "-jar", jar], env=env, stdout=self.log, stderr=subprocess.STDOUT)
        for _ in range(240):
            try:
                call(self.url + "/health")
                return
            except OSError:
                time.sleep(0.25)
                if self.process.poll() is not None:
                    break
        sys.exit("the server did not start: " + self.log.name)

    def memory_mb(self):
        with open("/proc/%d/status" % self.process.pid) as f:
            return int(re.search(r"VmRSS:\s+(\d+)", f.read())[1]) / 1024

    def cpu_seconds(self):
        with open("/proc/%d/stat" % self.process.pid) as f:
            fields = f.read().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / TICK

    def close(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(60)
        shutil.rmtree(self.home, ignore_errors=True)


class Database:
    """The superuser's view of the embedded PostgreSQL."""

    def __init__(self, server, host, port, name):
        with open(os.path.join(server.home, "secrets", "database-password")) as f:
            password = f.read().strip()
        self.log = os.path.join(server.home, "postgres", "log", "postgres.log")
        self.host, self.port, self.name = host, port, name
        self.env = dict(os.environ, PGHOST=host, PGPORT=str(port), PGUSER="postgres", PGPASSWORD=password)

    def sql(self, text, user=None, password=None):
        env = dict(self.env, **({"PGUSER": user, "PGPASSWORD": password} if user else {}))
        done = subprocess.run(["psql", "-X", "-q", "-At", "-v", "ON_ERROR_STOP=1", self.name], input=text, env=env, text=True,
                              capture_output=True)
        if done.returncode:
            sys.exit(done.stderr)
        return done.stdout.strip()

    def statements_of(self, request):
        """[(text, [parameter, ...]), ...] as PostgreSQL logged them for one request."""
        self.sql("alter system set log_statement = 'all'; select pg_reload_conf();")
        time.sleep(0.5)
        start = os.path.getsize(self.log)
        request()
        time.sleep(0.5)
        with open(self.log) as f:
            f.seek(start)
            text = f.read()
        self.sql("alter system reset log_statement; select pg_reload_conf();")
        found = []
        for entry in re.split(r"\n(?=\d{4}-\d\d-\d\d )", text):
            if m := re.search(r"LOG:  execute \S+: (.*)", entry, re.S):
                found.append((m[1].strip(), []))
            elif m := re.search(r"DETAIL:  [Pp]arameters: (.*)", entry, re.S):
                found[-1][1].extend(v.replace("''", "'") for v in re.findall(r"\$\d+ = '((?:[^']|'')*)'", m[1]))
        return found


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
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--java", default=os.path.join(os.environ.get("JAVA_HOME", ""), "bin", "java"))
    p.add_argument("--jar", default=os.path.join(ROOT, "app", "target", "dupabase.jar"))
    p.add_argument("--options", default="-XX:+UseSerialGC -Xmx256m", help="options of the JVM")
    p.add_argument("--pool", type=int, default=10, help="connections of the server's pool")
    p.add_argument("--cases", default="point read", help="names of cases, separated by semicolons, or all: " + "; ".join(c.name for c in CASES))
    p.add_argument("--conns", default="16,64")
    p.add_argument("--secs", type=int, default=10)
    p.add_argument("--warm", type=int, default=30, help="seconds of unmeasured load before each case")
    p.add_argument("--runs", type=int, default=3)
    p.add_argument("--verbose", action="store_true", help="print the statements")
    args = p.parse_args()
    for tool in ("wrk", "pgbench", "psql"):
        if not shutil.which(tool):
            sys.exit("%s is missing: apt-get install wrk postgresql-client postgresql-contrib" % tool)
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
