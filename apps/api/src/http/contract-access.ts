import type { Access, Issue } from "@aidc/contract";
import { contract } from "@aidc/contract";
import type { Resource } from "@aidc/domain";
import { can } from "@aidc/domain";
import { implement } from "@orpc/server";
import type { Request, Response } from "express";
import { z } from "zod";
import { AppError } from "../usecases/app-error.ts";
import type { Caller } from "../usecases/caller.ts";
import type { Identity } from "../usecases/identity.ts";
import { unknownFields } from "./unknown-fields.ts";

/** What a handler may know of the request; it is a `Caller` as it stands. */
export interface RequestContext extends Caller {
  readonly request: Request;
  readonly response: Response;
}

/** Thrown before the input is looked at, so that a stranger learns nothing from what his input would have done. */
function requireAccess(identity: Identity, access: Access, resource: Resource): void {
  if (can(identity, `call:${access}`, resource)) return;
  if (identity.role === "none")
    throw new AppError("unauthenticated", "Sign in, or send a valid key or token.");
  throw new AppError("forbidden", `This needs ${access} access, which you do not have here.`);
}

/** Every endpoint of the contract starts here: its declared access is checked first. */
export const api = implement(contract)
  .$context<RequestContext>()
  .use(({ context, procedure, next }, input) => {
    const { meta, route } = procedure["~orpc"];
    requireAccess(context.identity, meta.access, resourceOf(input));
    if (context.identity.role === "tenant_key" && route.method !== "GET")
      throw new AppError("forbidden", "A read key changes nothing; sign in as a member.");
    refuseUnknown([
      ...unknownFields(procedure["~orpc"].inputSchema, input),
      ...(route.method === "GET" ? [] : queryFields(context.request)),
    ]);
    return next();
  });

function refuseUnknown(issues: readonly Issue[]): void {
  const [first] = issues;
  if (first) throw new AppError("bad_request", `${first.path} ${first.message}`, issues);
}

/** What changes something takes its fields from the path and the body, and passed a query over. */
function queryFields({ originalUrl }: Request): Issue[] {
  const [, query = ""] = originalUrl.split("?", 2);
  return [...new URLSearchParams(query).keys()].map((path) => ({
    path,
    message: "is not taken from the query here; put it into the body",
  }));
}

const named = z.string().nullable().catch(null).default(null);
const resourceInput = z.object({ center: named, tenant: named }).catch({ center: null, tenant: null });

/**
 * The center and the tenant that an unchecked input names, if any. Only compared, never looked up: a stranger is
 * refused alike whether they exist or not.
 */
function resourceOf(input: unknown): Resource {
  const { center, tenant } = resourceInput.parse(input);
  return { centerId: center, tenantId: tenant };
}
