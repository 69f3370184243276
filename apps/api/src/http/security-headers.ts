import type { RequestHandler } from "express";
import helmet from "helmet";

/**
 * Nothing from a third party, no inline script, no framing. On plain http the two headers that send a browser to
 * https are left out: an intranet wall would show nothing.
 */
export function securityHeaders(publicUrl: string): RequestHandler {
  const secure = publicUrl.startsWith("https:");
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        // Charts and the rack map position their elements with style attributes.
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", "data:"],
        fontSrc: ["'self'"],
        // 'self' does not cover ws: in every browser; the host of the page is the only one that answers.
        connectSrc: ["'self'", socketOrigin(publicUrl)],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        ...(secure ? { upgradeInsecureRequests: [] } : {}),
      },
    },
    strictTransportSecurity: secure,
    referrerPolicy: { policy: "no-referrer" },
    crossOriginOpenerPolicy: secure,
    originAgentCluster: false,
    frameguard: { action: "deny" },
  });
}

function socketOrigin(publicUrl: string): string {
  return new URL(publicUrl).origin.replace(/^http/, "ws");
}
