import { MutationCache, QueryCache, QueryClient } from "@tanstack/react-query";
import { ApiError } from "./error";

/// Server state. Whichever call first meets a dead session ends it for the whole dashboard.
export function createQueryClient(onSessionEnd: () => void): QueryClient {
  const watch = (error: Error): void => {
    if (error instanceof ApiError && error.sessionEnded) onSessionEnd();
  };
  return new QueryClient({
    queryCache: new QueryCache({ onError: watch }),
    mutationCache: new MutationCache({ onError: watch }),
    defaultOptions: {
      queries: { retry: mayRetry, retryDelay: (attempt) => Math.min(500 * 2 ** attempt, 4_000) },
    },
  });
}

/// A refusal stays one when asked again; a server that is starting or unreachable may answer the next time.
export function mayRetry(failures: number, error: Error): boolean {
  if (failures >= 2) return false;
  return error instanceof ApiError && (error.status === 0 || error.status >= 502);
}
