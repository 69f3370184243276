import type { Access } from "@aidc/contract";
import { contract } from "@aidc/contract";
import { can } from "@aidc/domain";
import { implement } from "@orpc/server";
import type { Request, Response } from "express";
import { z } from "zod";
import { AppError } from "../usecases/app-error.ts";
import type { Identity } from "../usecases/identity.ts";

/** What a handler may know of the request. */
export interface RequestContext {
  readonly identity: Identity;
  readonly request: Request;
  readonly response: Response;
}

/** Thrown before the input is looked at, so that a stranger learns nothing from what his input would have done. */
function requireAccess(identity: Identity, access: Access, centerId: string | null): void {
  if (can(identity, `call:${access}`, { centerId })) return;
  if (identity.role === "none")
    throw new AppError("unauthenticated", "Sign in, or send a valid key or token.");
  throw new AppError("forbidden", `This needs ${access} access; you have ${identity.role} access.`);
}

/** Every endpoint of the contract starts here: its declared access is checked first. */
export const api = implement(contract)
  .$context<RequestContext>()
  .use(({ context, procedure, next }, input) => {
    requireAccess(context.identity, procedure["~orpc"].meta.access, centerOf(input));
    return next();
  });

const centerInput = z.object({ center: z.string() });

/** The center an unchecked input names, if any. Only compared, never used. */
function centerOf(input: unknown): string | null {
  return centerInput.safeParse(input).data?.center ?? null;
}
