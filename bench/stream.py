#!/usr/bin/env python3
"""Streams a long result and watches the server's memory meanwhile. See README.md."""
import re
import secrets
import socket
import sys
import threading
import time

from harness import Database, Server, call, options, require

TABLE = """
create table long_items (id int primary key, name text not null, note text not null);
insert into long_items select i, 'name ' || i, md5(i::text) || md5((i + 1)::text) from generate_series(1, %d) i;
vacuum analyze long_items;
"""


class Watcher(threading.Thread):
    """The highest resident memory of the server, looked at all the time."""

    def __init__(self, server):
        super().__init__(daemon=True)
        self.server, self.highest, self.running = server, server.memory_mb(), True

    def run(self):
        while self.running:
            self.highest = max(self.highest, self.server.memory_mb())
            time.sleep(0.02)


def stream(server, path, headers):
    """(seconds to the first byte, seconds, bytes) of one response, which must be whole."""
    request = "GET %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n%s\r\n\r\n" % (path, "\r\n".join(headers))
    begun = time.time()
    with socket.create_connection(("127.0.0.1", server.port)) as s:
        s.settimeout(600)
        s.sendall(request.encode())
        head, first, received, buffer = b"", None, 0, bytearray(1 << 18)
        while n := s.recv_into(buffer):
            first = first or time.time() - begun
            if b"\r\n\r\n" not in head:
                before = len(head)
                head += buffer[:n]
                if b"\r\n\r\n" in head:
                    received = before + n - head.index(b"\r\n\r\n") - 4
            else:
                received += n
    text = head.split(b"\r\n\r\n")[0].decode()
    length = re.search(r"(?i)\r\ncontent-length: *(\d+)", text)
    if " 200 " not in text.split("\r\n")[0] or not length or int(length[1]) != received:
        sys.exit("%s: got %d bytes after\n%s" % (path, received, text))
    return first, time.time() - begun, received


def main():
    p = options(__doc__)
    p.add_argument("--rows", type=int, default=1_000_000)
    p.add_argument("--at-once", type=int, default=4, help="streams of the last run")
    p.add_argument("--runs", type=int, default=3)
    args = p.parse_args()
    require("psql")

    server = Server(args.java, args.jar, args.options.split(), max(args.pool, args.at_once))
    try:
        platform, password = server.url + "/platform", secrets.token_hex(12)
        token = call(platform + "/auth/register", {"email": "bench@example.com", "password": password})["token"]
        project = call(platform + "/projects", {"name": "bench"}, token)
        login = call(platform + "/credentials/reveal", {"platform_password": password}, token)
        database = Database(server, login["pg_host"], login["pg_port"], project["db_name"])
        database.sql(TABLE % args.rows, login["pg_username"], login["pg_password"])

        key = "apikey: " + project["anon_key"]
        for _ in range(200):
            stream(server, "/rest/v1/long_items?limit=100", [key])
        print("| %d rows as | first byte s | whole s | MB | MB/s | RSS before MB | RSS growth MB |" % args.rows)
        print("|---|---|---|---|---|---|---|")
        for name, accept in (("JSON", "application/json"), ("CSV", "text/csv"),
                             ("JSON, nulls stripped", "application/vnd.pgrst.array+json;nulls=stripped")):
            for _ in range(args.runs):
                before, watcher = server.memory_mb(), Watcher(server)
                watcher.start()
                first, whole, size = stream(server, "/rest/v1/long_items?order=id", [key, "Accept: " + accept])
                watcher.running = False
                print("| %s | %.2f | %.2f | %.0f | %.0f | %.0f | **%.0f** |"
                      % (name, first, whole, size / 1e6, size / 1e6 / whole, before, watcher.highest - before))
        before, watcher, begun = server.memory_mb(), Watcher(server), time.time()
        watcher.start()
        threads = [threading.Thread(target=stream, args=(server, "/rest/v1/long_items", [key])) for _ in range(args.at_once)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        watcher.running = False
        print("| %d × JSON at once | – | %.2f | – | – | %.0f | **%.0f** |"
              % (args.at_once, time.time() - begun, before, watcher.highest - before))
    finally:
        server.close()


if __name__ == "__main__":
    main()
