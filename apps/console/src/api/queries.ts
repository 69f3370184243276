import { createTanstackQueryUtils } from "@orpc/tanstack-query";
import { QueryClient } from "@tanstack/react-query";
import { client } from "./client.ts";
import { describeFailure, isPassing } from "./failure.ts";

/** Query options and keys for every endpoint: `api.centers.list.queryOptions()`. */
export const api = createTanstackQueryUtils(client);

/** A cache that asks again only where asking again can help. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 10_000,
        retry: (attempts, error) => attempts < 3 && isPassing(describeFailure(error)),
        retryDelay: (attempt) => Math.min(8_000, 500 * 2 ** attempt),
      },
    },
  });
}
