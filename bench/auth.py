#!/usr/bin/env python3
"""Measures GET /auth/v1/user, the refresh of tokens and sign-in by password. See README.md."""
import os
import re
import secrets
import statistics
import subprocess
import sys
import tempfile
import time

from harness import HERE, Server, call, options, require

PASSWORD = "correct horse battery"
USERS = 128


def sign_up(server, key, number):
    session = call(server.url + "/auth/v1/signup?apikey=" + key, {"email": "u%d@example.com" % number, "password": PASSWORD})
    return "%s %s u%d@example.com\n" % (session["access_token"], session["refresh_token"], number)


def run_wrk(server, case, key, tokens, conns, secs):
    env = dict(os.environ, BENCH_CASE=case, BENCH_KEY=key, BENCH_TOKENS=tokens, BENCH_PASSWORD=PASSWORD)
    out = subprocess.run(["wrk", "-t1", "-c%d" % conns, "-d%ds" % secs, "--timeout", "30s", "-s", os.path.join(HERE, "auth.lua"), server.url],
                         env=env, text=True, capture_output=True).stdout
    m = re.search(r"RESULT (\S+) (\d+) (\d+) (\d+)", out)
    if not m or int(m[4]):
        sys.exit("wrk said:\n" + out)
    return float(m[1]), int(m[2]) / 1000, int(m[3]) / 1000


def measure(server, key, case, conns, args):
    def tokens():
        # A run of refreshes uses its sessions up: what is in flight at its end is lost.
        return "".join(sign_up(server, key, secrets.randbits(60)) for _ in range(USERS if case == "refresh" else 4))

    runs, cpu = [], []
    for number in range(args.runs + 1):
        with tempfile.NamedTemporaryFile("w") as f:
            f.write(tokens())
            f.flush()
            before, begun = server.cpu_seconds(), time.time()
            run = run_wrk(server, case, key, f.name, conns, args.secs if number else args.warm)
            if number:
                runs.append(run)
                cpu.append((server.cpu_seconds() - before) / (run[0] * (time.time() - begun)))
    rate, p50, p99 = (statistics.median(run[i] for run in runs) for i in range(3))
    each = statistics.median(cpu)
    print("| %s | %d | %.0f | %.2f | %.2f | %.0f | %.0f | %.0f |" % (case, conns, rate, p50, p99, each * 1e6, 1 / each, server.memory_mb()), flush=True)


def main():
    p = options(__doc__)
    p.add_argument("--cases", default="user,refresh,password")
    p.add_argument("--conns", default="16,64")
    p.add_argument("--secs", type=int, default=10)
    p.add_argument("--warm", type=int, default=20, help="seconds of unmeasured load before each case")
    p.add_argument("--runs", type=int, default=3)
    args = p.parse_args()
    require("wrk")
    server = Server(args.java, args.jar, args.options.split(), args.pool)
    try:
        account = call(server.url + "/platform/auth/register", {"email": "bench@example.com", "password": PASSWORD})
        key = call(server.url + "/platform/projects", {"name": "bench"}, account["token"])["anon_key"]
        print("| case | connections | req/s | p50 ms | p99 ms | CPU us/req | req/s per core of the server | RSS MB |")
        print("|---|---|---|---|---|---|---|---|")
        for case in args.cases.split(","):
            for conns in [int(c) for c in args.conns.split(",")]:
                measure(server, key, case, conns, args)
    finally:
        server.close()


if __name__ == "__main__":
    main()
