import type { ErrorCode } from "@aidc/contract";
import type { RequestHandler, Response as ServerResponse } from "express";
import { z } from "zod";
import { AppError } from "../usecases/app-error.ts";
import type { Visitor } from "../usecases/auth-port.ts";
import type { Services } from "../usecases/services.ts";

/** Headers that the sign-in library may see; who forwarded the request is nobody's to say. */
const passed = ["content-type", "cookie", "origin", "referer", "sec-fetch-site", "sec-fetch-mode"];

/** What people send to sign in and to keep their account, below /api/auth. The body was read and checked before. */
export function authRoutes({ auth }: Pick<Services, "auth">): RequestHandler {
  return async (request, response) => {
    const visitor = visitorOf(request, response);
    const headers = new Headers();
    for (const name of passed) {
      const value = request.headers[name];
      if (typeof value === "string") headers.set(name, value);
    }
    const at = request.url.indexOf("?");
    const [path, search] = at < 0 ? [request.url, ""] : [request.url.slice(0, at), request.url.slice(at)];
    const asked = { method: request.method, path, search, headers, body: request.body };
    const answer = await auth.handle(asked, visitor);
    await send(answer, response);
  };
}

export function visitorOf(request: Parameters<RequestHandler>[0], response: ServerResponse): Visitor {
  return {
    address: request.ip ?? "",
    userAgent: request.headers["user-agent"]?.slice(0, 300),
    requestId: response.locals.requestId,
  };
}

const codeOf: Readonly<Record<number, ErrorCode>> = {
  400: "bad_request",
  401: "unauthenticated",
  403: "forbidden",
  404: "not_found",
  409: "conflict",
  413: "too_large",
  415: "unsupported_media",
  422: "bad_request",
  423: "rate_limited",
  429: "rate_limited",
};
const saidSchema = z.object({ message: z.string() });

async function send(answer: Response, response: ServerResponse): Promise<void> {
  const cookies = answer.headers.getSetCookie();
  if (cookies.length > 0) response.setHeader("set-cookie", cookies);
  response.setHeader("cache-control", "no-store");
  const text = await answer.text();
  if (answer.status >= 400) {
    const said = saidSchema.safeParse(parsed(text)).data?.message ?? "The request was refused.";
    throw new AppError(codeOf[answer.status] ?? "internal", said);
  }
  const location = answer.headers.get("location");
  if (location !== null && answer.status >= 300) return response.redirect(302, location);
  response.status(answer.status).type("json").send(text);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
