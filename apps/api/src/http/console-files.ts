import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { RequestHandler } from "express";
import express, { Router } from "express";

/** Changes whenever the console does: its index names every hashed asset. */
export function readBuildId(consoleDir: string): string {
  const index = join(consoleDir, "index.html");
  if (!existsSync(index)) return "unbuilt";
  return createHash("sha256").update(readFileSync(index)).digest("hex").slice(0, 16);
}

/** The built console: hashed assets for ever, its page never from a cache, and that page for every route of it. */
export function consoleFiles(consoleDir: string): Router {
  const router = Router();
  router.use(
    express.static(consoleDir, {
      index: false,
      redirect: false,
      dotfiles: "ignore",
      setHeaders: (response, path) => response.setHeader("cache-control", cacheControl(path, consoleDir)),
    }),
  );
  router.get(/^\/(?!api\/|v1\/|socket\.io\/|assets\/).*/, consolePage(consoleDir));
  return router;
}

function cacheControl(path: string, consoleDir: string): string {
  return path.startsWith(join(consoleDir, "assets")) ? "public, max-age=31536000, immutable" : "no-store";
}

function consolePage(consoleDir: string): RequestHandler {
  const index = join(consoleDir, "index.html");
  return (request, response, next) => {
    if (!request.accepts("html") || /\.\w{1,5}$/.test(request.path)) return next();
    response.setHeader("cache-control", "no-store");
    if (existsSync(index)) response.type("html").send(readFileSync(index));
    else response.status(503).type("text").send("The console is not built yet. Run: npm run build\n");
  };
}
