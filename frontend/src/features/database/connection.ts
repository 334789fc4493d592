import type { DatabaseCredentials } from "@/api/types";

/// A libpq address; what has a meaning in addresses is escaped.
export function connectionUri(credentials: DatabaseCredentials, database: string): string {
  const { pg_username, pg_password, pg_host, pg_port } = credentials;
  const host = pg_host.includes(":") ? `[${pg_host}]` : pg_host;
  const login = `${encodeURIComponent(pg_username)}:${encodeURIComponent(pg_password)}`;
  return `postgresql://${login}@${host}:${pg_port}/${encodeURIComponent(database)}`;
}

/// Asks for the password instead of leaving it in the shell's history.
export function psqlCommand(credentials: DatabaseCredentials, database: string): string {
  const { pg_username, pg_host, pg_port } = credentials;
  return `psql -h ${pg_host} -p ${pg_port} -U ${pg_username} -d ${database}`;
}
