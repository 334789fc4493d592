import { describe, expect, it, vi } from "vitest";
import { ApiError } from "./error";
import { createQueryClient, mayRetry } from "./query-client";

describe("mayRetry", () => {
  it("asks again only where the next answer may differ, and not for ever", () => {
    const refusal = (status: number) => new ApiError("no", { status, code: "x" });
    expect(mayRetry(0, refusal(0))).toBe(true);
    expect(mayRetry(1, refusal(503))).toBe(true);
    expect(mayRetry(2, refusal(503))).toBe(false);
    expect(mayRetry(0, refusal(404))).toBe(false);
    expect(mayRetry(0, refusal(500))).toBe(false);
    expect(mayRetry(0, new Error("a fault of ours"))).toBe(false);
  });
});

describe("createQueryClient", () => {
  it("reports the end of the session, and nothing else", async () => {
    const onSessionEnd = vi.fn();
    const client = createQueryClient(onSessionEnd);
    const ask = (sessionEnded: boolean) =>
      client
        .fetchQuery({
          queryKey: [sessionEnded],
          queryFn: () => Promise.reject(new ApiError("no", { status: 401, code: "x", sessionEnded })),
        })
        .catch(() => undefined);
    await ask(false);
    expect(onSessionEnd).not.toHaveBeenCalled();
    await ask(true);
    expect(onSessionEnd).toHaveBeenCalledOnce();
  });
});
