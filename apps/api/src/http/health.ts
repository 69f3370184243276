import { Router } from "express";

export interface Readiness {
  /** Everything is started and has run once; what is served before that is slower. */
  readonly started: boolean;
  /** A cheap question to the database, answered within its time limit. */
  readonly databaseAnswers: () => Promise<boolean>;
}

/** `/livez` says the process runs and asks nobody; `/readyz` says it can do its work. */
export function healthRoutes(readiness: Readiness): Router {
  const router = Router();
  router.get("/livez", (_request, response) => {
    response.type("text").send("ok\n");
  });
  router.get("/readyz", async (_request, response) => {
    const reason = !readiness.started
      ? "starting"
      : (await readiness.databaseAnswers())
        ? null
        : "database away";
    response
      .status(reason ? 503 : 200)
      .type("text")
      .send(`${reason ?? "ready"}\n`);
  });
  return router;
}
