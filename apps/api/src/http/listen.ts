import type { RequestListener, Server } from "node:http";
import { createServer } from "node:http";

/** The message is for the person who started us. */
class AddressInUse extends Error {
  override readonly name = "AddressInUse";
  constructor(host: string, port: number) {
    super(
      `Port ${port} on ${host} is taken by another program. Set PORT to a free one, for example: PORT=${port + 1} npm start`,
    );
  }
}

export interface Listening {
  readonly server: Server;
  readonly port: number;
  /** Everything that comes in from now on goes here. */
  serve(listener: RequestListener): void;
  close(): Promise<void>;
}

const graceMs = 2_000;

/** Opens the port. @throws AddressInUse with a sentence for the person who started us */
export async function listen(host: string, port: number): Promise<Listening> {
  const server = createServer();
  server.requestTimeout = 60_000;
  server.headersTimeout = 15_000;
  server.keepAliveTimeout = 65_000;
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) =>
      reject(error.code === "EADDRINUSE" ? new AddressInUse(host, port) : error),
    );
    server.listen(port, host, resolve);
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server listens on no port");
  return {
    server,
    port: address.port,
    serve: (listener) => {
      server.on("request", listener);
    },
    close: () => close(server),
  };
}

/** Lets what is under way finish for a moment, then ends it. */
async function close(server: Server): Promise<void> {
  if (!server.listening) return;
  const closed = new Promise<void>((resolve) => {
    server.close(() => resolve());
  });
  server.closeIdleConnections();
  const cut = setTimeout(() => server.closeAllConnections(), graceMs);
  await closed;
  clearTimeout(cut);
}
