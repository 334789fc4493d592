import createClient, { type Client, type Middleware } from "openapi-fetch";
import { refusalOf, unreachable } from "./error";
import type { paths } from "./schema";

const SAFE_METHODS = new Set(["GET", "HEAD", "OPTIONS"]);

/// Routes that take a password: their 401 means a wrong password, and the session goes on.
const ASKS_FOR_PASSWORD = new Set([
  "/platform/auth/login",
  "/platform/auth/password",
  "/platform/credentials/reveal",
  "/platform/credentials/rotate",
  "/platform/orgs/{id}/transfer",
  "/platform/backups/settings",
  "/platform/backups/{id}/restore",
]);

/// The one door to the platform API. The session travels as an HttpOnly cookie; what changes something must also
/// carry the CSRF cookie's value as a header, which another site can't read. Every refusal is thrown as an ApiError.
export function createPlatformClient(options: { baseUrl: string; cookies: () => string }): Client<paths> {
  const client = createClient<paths>({
    baseUrl: options.baseUrl,
    credentials: "same-origin",
    headers: { Accept: "application/json" },
    fetch: reach,
  });
  const session: Middleware = {
    onRequest({ request }) {
      const csrf = cookieValue(options.cookies(), "dupabase_csrf");
      if (csrf !== null && !SAFE_METHODS.has(request.method)) request.headers.set("X-CSRF-Token", csrf);
      return request;
    },
    async onResponse({ response, schemaPath }) {
      if (!response.ok)
        throw await refusalOf(response, { asksForPassword: ASKS_FOR_PASSWORD.has(schemaPath) });
      return undefined;
    },
  };
  client.use(session);
  return client;
}

export const api = createPlatformClient({
  baseUrl: globalThis.location?.origin ?? "http://localhost",
  cookies: () => document.cookie,
});

/// The body of an answer. A refusal never comes this far: it was thrown on its way in.
export async function answer<T>(
  call: Promise<{ data?: T; error?: unknown; response: Response }>,
): Promise<T> {
  const { data, response } = await call;
  if (data === undefined) throw await refusalOf(response, { asksForPassword: false });
  return data;
}

export function cookieValue(cookies: string, name: string): string | null {
  for (const cookie of cookies.split("; ")) {
    const [key, ...value] = cookie.split("=");
    if (key === name) return decodeURIComponent(value.join("="));
  }
  return null;
}

async function reach(request: Request): Promise<Response> {
  try {
    return await fetch(request);
  } catch (failure) {
    if (request.signal.aborted) throw failure;
    throw unreachable();
  }
}
