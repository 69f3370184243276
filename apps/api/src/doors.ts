import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { RunningServer } from "./start-server.ts";
import { AppError } from "./usecases/app-error.ts";
import { createSignInLink } from "./usecases/sign-in.ts";
import { createWall } from "./usecases/walls.ts";

type Print = (line: string) => void;

/** Nobody asked: the start itself does. */
const theServer = { identity: { role: "admin" }, requestId: null } as const;

const longestWaitMs = 60_000;

/** Tells the person who started us where to go. The wall's link waits for a center that it can show. */
export async function printDoors(
  server: RunningServer,
  dataDir: string,
  print: Print,
  awaitsDemo: boolean,
): Promise<void> {
  const { services } = server;
  print(`AIDC Console   ${services.publicUrl}`);
  const center = await firstCenter(server, awaitsDemo);
  if (center) print(`Wall           ${await wallLink(server, dataDir, center)}`);
  else print("Wall           no center yet: npm run -s aidc -- center import FILE");
  print(`Sign in        ${await signInLine(server)}`);
}

/** A link for the operator's own account, unless somebody has disabled it: people then sign in as themselves. */
async function signInLine({ services }: RunningServer): Promise<string> {
  try {
    return `${(await createSignInLink(services)).url}   (works once, for 15 minutes)`;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return `${services.publicUrl}/sign-in`;
  }
}

/** The demo center when there is one, else the first. */
async function firstCenter({ services }: RunningServer, awaitsDemo: boolean): Promise<string | null> {
  const find = async () => {
    const ids = (await services.inventory.listCenters()).map(({ id }) => id);
    return ids.find((id) => id === "demo") ?? ids[0] ?? null;
  };
  const present = await find();
  if (present !== null || !awaitsDemo) return present;
  return new Promise((resolve) => {
    const done = (id: string | null) => {
      clearTimeout(timer);
      stopListening();
      resolve(id);
    };
    const timer = setTimeout(() => done(null), longestWaitMs);
    const stopListening = services.directory.onChange((id) => done(id));
  });
}

/** The link is kept beside the other secrets, so that a screen still shows the wall after a restart. */
async function wallLink({ services }: RunningServer, dataDir: string, center: string): Promise<string> {
  const file = join(dataDir, `wall-link.${center}`);
  const kept = await readFile(file, "utf8").catch(() => "");
  const token = /\/wall\/(\S+)/.exec(kept)?.[1];
  const known = token ? await services.access.findWallToken(token) : null;
  if (known?.centerId === center) return `${services.publicUrl}/wall/${token}`;
  const { url } = await createWall(services, theServer, { center, name: "first wall" });
  await writeFile(file, `${url}\n`, { mode: 0o600 });
  return url;
}
