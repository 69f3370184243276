import { setTimeout as delay } from "node:timers/promises";
import type { CenterDocumentInput, Figure } from "@aidc/contract";
import {
  centerDocumentSchema,
  createdKeySchema,
  explanationSchema,
  figureSchema,
  historySchema,
  importSummarySchema,
  sourcesSchema,
} from "@aidc/contract";
import type { Server } from "./server.ts";

const patienceMs = 60_000;
const mayRepeat: ReadonlySet<string> = new Set(["GET", "PUT"]);

/** The JSON API as a script of an administrator would use it. Every answer is checked against the contract. */
export type Api = Awaited<ReturnType<typeof openApi>>;

export async function openApi(server: Pick<Server, "url" | "adminSecret">) {
  const secret = await server.adminSecret();
  const attempt = async (method: string, path: string, body?: unknown) => {
    const answer = await fetch(`${server.url}/api${path}`, {
      method,
      headers: { authorization: `Bearer ${secret}`, "content-type": "application/json" },
      signal: AbortSignal.timeout(3 * patienceMs),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: answer.status, text: await answer.text() };
  };
  const call = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const deadline = performance.now() + patienceMs;
    for (;;) {
      const { status, text } = await attempt(method, path, body);
      if (status >= 200 && status < 300) return JSON.parse(text);
      // A 503 says to come again: to read twice, or to put the same thing there twice, changes nothing.
      if (status !== 503 || !mayRepeat.has(method) || performance.now() > deadline)
        throw new Error(`${method} ${path}: ${status} ${text}`);
      await delay(100);
    }
  };
  return {
    call,
    importCenter: async (document: CenterDocumentInput) =>
      importSummarySchema.parse(await call("POST", "/centers/import", document)),
    document: async (center: string) =>
      centerDocumentSchema.parse(await call("GET", `/centers/${center}/document`)),
    createKey: async (center: string, name: string) =>
      createdKeySchema.parse(await call("POST", `/centers/${center}/keys`, { name })),
    sources: async (center: string) => sourcesSchema.parse(await call("GET", `/centers/${center}/sources`)),
    async createWall(center: string) {
      const wall: { id: string; url: string } = JSON.parse(
        JSON.stringify(await call("POST", `/centers/${center}/walls`, { name: "test wall" })),
      );
      return { ...wall, token: new URL(wall.url).pathname.replace("/wall/", "") };
    },
    revokeWall: (center: string, wall: string) => call("DELETE", `/centers/${center}/walls/${wall}`),
    createSignInLink: async (): Promise<string> => {
      const link: { url: string } = JSON.parse(JSON.stringify(await call("POST", "/sign-in-links", {})));
      return link.url;
    },
    compact: () => call("POST", "/store/compact", {}),
    async figures(center: string, window: Window, names: readonly string[], tenant?: string) {
      const query = new URLSearchParams({ ...isoWindow(window), names: names.join(",") });
      if (tenant !== undefined) query.set("tenant", tenant);
      const answer = await call("GET", `/centers/${center}/figures?${query}`);
      const figures = new Map<string, Figure>();
      for (const one of Object.values(answer ?? {})) {
        const figure = figureSchema.parse(one);
        figures.set(figure.name, figure);
      }
      return (name: string): Figure => {
        const figure = figures.get(name);
        if (figure === undefined) throw new Error(`no figure ${name} in the answer`);
        return figure;
      };
    },
    explain: async (center: string, name: string, window: Window) =>
      explanationSchema.parse(
        await call(
          "GET",
          `/centers/${center}/figures/${name}/explanation?${new URLSearchParams(isoWindow(window))}`,
        ),
      ),
    history: async (
      center: string,
      point: { subjectKind: string; subjectId: string; quantity: string },
      window: Window,
      maxPoints = 2000,
    ) => {
      const query = new URLSearchParams({ ...point, ...isoWindow(window), maxPoints: String(maxPoints) });
      return historySchema.parse(await call("GET", `/centers/${center}/history?${query}`));
    },
  };
}

/** Half-open, epoch ms. */
export interface Window {
  readonly fromMs: number;
  readonly toMs: number;
}

const isoWindow = ({ fromMs, toMs }: Window) => ({
  from: new Date(fromMs).toISOString(),
  to: new Date(toMs).toISOString(),
});
