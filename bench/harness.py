"""A packaged server on a fresh directory, for the benchmarks beside this file."""
import argparse
import glob
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(HERE)
TICK = os.sysconf("SC_CLK_TCK")


def options(description):
    p = argparse.ArgumentParser(description=description)
    homes = [os.environ.get("JAVA_HOME", ""), *sorted(glob.glob("/usr/lib/jvm/*25*"))]
    java = next((j for j in (os.path.join(h, "bin", "java") for h in homes if h) if os.path.exists(j)), "java")
    p.add_argument("--java", default=java, help="of version 25")
    p.add_argument("--jar", default=os.path.join(ROOT, "app", "target", "dupabase.jar"))
    p.add_argument("--options", default="-XX:+UseSerialGC -Xmx256m", help="options of the JVM")
    p.add_argument("--pool", type=int, default=10, help="connections of the server's pool")
    return p


def require(*tools):
    for tool in tools:
        if not shutil.which(tool):
            sys.exit("%s is missing: apt-get install wrk postgresql-client postgresql-contrib" % tool)


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
        for _ in range(600):
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
