import { contract, errorCodes } from "@aidc/contract";
import { createORPCClient, ORPCError } from "@orpc/client";
import type { ContractRouterClient } from "@orpc/contract";
import { ResponseValidationPlugin } from "@orpc/contract/plugins";
import type { JsonifiedClient } from "@orpc/openapi-client";
import { OpenAPILink } from "@orpc/openapi-client/fetch";
import { z } from "zod";

/** Only a wall carries a secret of its own; everybody else is known by the session cookie. */
export interface CallContext {
  readonly wallToken?: string;
}

/** What every failing answer looks like; `data.issues` names each fault of an input. */
const errorBodySchema = z.object({
  code: z.enum(errorCodes),
  message: z.string(),
  requestId: z.string(),
  data: z.object({ issues: z.array(z.object({ path: z.string(), message: z.string() })) }).optional(),
});

const link = new OpenAPILink<CallContext>(contract, {
  url: () => new URL("/api", window.location.origin),
  headers: ({ context }) => (context.wallToken ? { authorization: `Bearer ${context.wallToken}` } : {}),
  fetch: (request, init) => fetch(request, { ...init, credentials: "same-origin" }),
  plugins: [new ResponseValidationPlugin(contract)],
  customErrorResponseBodyDecoder: (body, response) => {
    const parsed = errorBodySchema.safeParse(body);
    if (!parsed.success) return null;
    const { code, message, requestId, data } = parsed.data;
    return new ORPCError(code, {
      status: response.status,
      message,
      data: { requestId, issues: data?.issues ?? [] },
    });
  },
});

/** Calls the server with inputs and outputs of the contract; every answer is parsed, none is trusted. */
export const client: JsonifiedClient<ContractRouterClient<typeof contract, CallContext>> =
  createORPCClient(link);
