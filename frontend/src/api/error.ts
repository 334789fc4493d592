/// A refusal of the platform API, or the lack of any answer (status 0).
export class ApiError extends Error {
  override readonly name = "ApiError";
  readonly status: number;
  readonly code: string;
  readonly fields: Readonly<Record<string, string>>;
  /// What an operator searches the log for.
  readonly requestId: string | null;
  readonly retryAfterSeconds: number | null;
  /// The session is over: the only way on is to sign in again.
  readonly sessionEnded: boolean;
  /// All that the answer said, for routes that say more: where in a query the fault is.
  readonly body: Readonly<Record<string, unknown>>;

  constructor(
    message: string,
    details: {
      status: number;
      code: string;
      fields?: Record<string, string>;
      requestId?: string | null;
      retryAfterSeconds?: number | null;
      sessionEnded?: boolean;
      body?: Record<string, unknown>;
    },
  ) {
    super(message);
    this.status = details.status;
    this.code = details.code;
    this.fields = details.fields ?? {};
    this.requestId = details.requestId ?? null;
    this.retryAfterSeconds = details.retryAfterSeconds ?? null;
    this.sessionEnded = details.sessionEnded ?? false;
    this.body = details.body ?? {};
  }
}

export function unreachable(): ApiError {
  return new ApiError("The server can’t be reached. Check your connection and try again.", {
    status: 0,
    code: "unreachable",
  });
}

/// Reads `{error, code, fields}`; a proxy in between may answer with something else, so nothing is taken for granted.
export async function refusalOf(
  response: Response,
  options: { asksForPassword: boolean },
): Promise<ApiError> {
  const body = objectOf(await response.text());
  const retryAfter = Number.parseInt(response.headers.get("Retry-After") ?? "", 10);
  const sessionEnded = response.status === 401 && !options.asksForPassword;
  return new ApiError(text(body.error) ?? text(body.message) ?? fallback(response.status), {
    status: response.status,
    code: text(body.code) ?? `http_${response.status}`,
    fields: fieldsOf(body.fields),
    requestId: response.headers.get("X-Request-ID"),
    retryAfterSeconds: Number.isNaN(retryAfter) ? null : retryAfter,
    sessionEnded,
    body,
  });
}

function fallback(status: number): string {
  if (status === 429) return "Too many requests. Wait a moment and try again.";
  if (status >= 500) return "The server failed to answer this request.";
  return `The server refused this request (${status}).`;
}

function objectOf(json: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(json);
    return isRecord(value) ? value : {};
  } catch {
    return {};
  }
}

function fieldsOf(value: unknown): Record<string, string> {
  if (!isRecord(value)) return {};
  return Object.fromEntries(
    Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === "string"),
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function text(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}
