import type { Visitor } from "../usecases/auth-port.ts";

/** Set by us from the connection, whatever the request says of itself. */
export const addressHeader = "x-aidc-address";
export const requestIdHeader = "x-aidc-request-id";

export function visitorHeaders({ address, userAgent, requestId }: Visitor): Headers {
  const headers = new Headers({ [addressHeader]: address, [requestIdHeader]: requestId });
  if (userAgent !== undefined) headers.set("user-agent", userAgent);
  return headers;
}
