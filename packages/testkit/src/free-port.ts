import { randomInt } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:net";

/** Below those that a system hands out by itself: no connection that is opened meanwhile is given one of these. */
const ownPorts = [20_000, 32_000] as const;
const tries = 50;

/** A port for a program that must be told one: nobody listens there, and nobody is given it until the program does. */
export async function freePort(): Promise<number> {
  for (let left = tries; left > 0; left--) {
    const port = randomInt(...ownPorts);
    const server = createServer();
    const isFree = once(server, "listening").then(
      () => true,
      () => false,
    );
    server.listen(port);
    if (!(await isFree)) continue;
    server.close();
    await once(server, "close");
    return port;
  }
  throw new Error(`none of ${tries} ports was free`);
}
