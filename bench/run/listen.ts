import type { Server } from "node:http";
import { createServer } from "node:http";

/** @returns the port on the loopback that the system chose */
export function listenOnAnyPort(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      resolve(typeof address === "object" && address ? address.port : 0);
    });
  });
}

/** @returns a port that was free a moment ago, for a program that must be told one */
export async function freePort(): Promise<number> {
  const probe = createServer();
  const port = await listenOnAnyPort(probe);
  await new Promise((resolve) => probe.close(resolve));
  return port;
}
