import { afterEach, describe, expect, it, vi } from "vitest";
import { answer, cookieValue, createPlatformClient } from "./client";
import { ApiError } from "./error";

const ID = "6f1c0de0-0000-4000-8000-000000000000";

function server(respond: (request: Request) => Response | Promise<Response>) {
  const requests: Request[] = [];
  vi.stubGlobal("fetch", async (request: Request) => {
    requests.push(request.clone());
    return respond(request);
  });
  return requests;
}

function client(cookies = "theme=dark; dupabase_csrf=abc%3D") {
  return createPlatformClient({ baseUrl: "http://dupabase.test", cookies: () => cookies });
}

async function failure(call: Promise<unknown>): Promise<ApiError> {
  const caught = await call.then(
    () => null,
    (error: unknown) => error,
  );
  if (!(caught instanceof ApiError)) throw new Error(`not an ApiError: ${caught}`);
  return caught;
}

afterEach(() => vi.unstubAllGlobals());

describe("the platform client", () => {
  it("answers with the body", async () => {
    server(() => Response.json({ registration_mode: "open" }));
    expect(await answer(client().GET("/platform/auth/registration-mode"))).toEqual({
      registration_mode: "open",
    });
  });

  it("sends the CSRF cookie with what changes something, and only then", async () => {
    const requests = server(() => Response.json({ status: "logged_out" }));
    await answer(client().POST("/platform/auth/logout"));
    await answer(client().GET("/platform/auth/me"));
    await answer(client("").POST("/platform/auth/logout"));
    expect(requests.map((request) => request.headers.get("X-CSRF-Token"))).toEqual(["abc=", null, null]);
  });

  it("puts ids into the path", async () => {
    const requests = server(() => Response.json({ status: "deleted" }));
    await answer(
      client().DELETE("/platform/projects/{id}", {
        params: { path: { id: ID } },
        body: { confirm_name: "shop" },
      }),
    );
    expect(requests[0]?.url).toBe(`http://dupabase.test/platform/projects/${ID}`);
    expect(await requests[0]?.json()).toEqual({ confirm_name: "shop" });
  });

  it("throws refusals with code, fields and request id", async () => {
    server(() =>
      Response.json(
        { error: "Name is taken", code: "name_taken", fields: { name: "taken", other: 1 } },
        { status: 409, headers: { "X-Request-ID": "r1" } },
      ),
    );
    const error = await failure(answer(client().POST("/platform/projects", { body: { name: "shop" } })));
    expect(error).toMatchObject({
      message: "Name is taken",
      status: 409,
      code: "name_taken",
      fields: { name: "taken" },
      requestId: "r1",
      sessionEnded: false,
    });
  });

  it("understands an answer that is not the platform’s", async () => {
    server(
      () => new Response("<h1>Bad gateway</h1>", { status: 502, headers: { "Content-Type": "text/html" } }),
    );
    const error = await failure(answer(client().GET("/platform/projects")));
    expect(error).toMatchObject({ status: 502, code: "http_502", fields: {}, requestId: null });
    expect(error.message).not.toContain("<h1>");
  });

  it("takes 401 for the end of the session, except where a password was asked for", async () => {
    server(() => Response.json({ error: "no" }, { status: 401 }));
    const reveal = client().POST("/platform/credentials/reveal", { body: { platform_password: "x" } });
    expect((await failure(answer(client().GET("/platform/projects")))).sessionEnded).toBe(true);
    expect((await failure(answer(reveal))).sessionEnded).toBe(false);
  });

  it("reads how long to wait", async () => {
    server(() =>
      Response.json({ error: "rate limit exceeded" }, { status: 429, headers: { "Retry-After": "7" } }),
    );
    expect((await failure(answer(client().GET("/platform/projects")))).retryAfterSeconds).toBe(7);
  });

  it("says so when nobody answers", async () => {
    server(() => {
      throw new TypeError("Failed to fetch");
    });
    expect(await failure(answer(client().GET("/platform/projects")))).toMatchObject({
      status: 0,
      code: "unreachable",
    });
  });
});

describe("cookieValue", () => {
  it("finds one among many", () => {
    expect(cookieValue("a=1; b=2=3; c=", "b")).toBe("2=3");
    expect(cookieValue("a=1; bb=2", "b")).toBeNull();
    expect(cookieValue("", "b")).toBeNull();
  });
});
