import type { ReactNode } from "react";
import { createContext, useContext, useEffect, useState } from "react";
import type { LiveConnection } from "./live-connection.ts";
import { openInWorker } from "./open-in-worker.ts";

const LiveContext = createContext<LiveConnection | null>(null);

/** Opens the page's live connection and closes it with the page. A test hands its own in. */
export function LiveProvider(props: {
  wallToken?: string;
  connection?: LiveConnection;
  children: ReactNode;
}) {
  const { wallToken, connection: given } = props;
  const [opened, setOpened] = useState<LiveConnection | null>(given ?? null);
  useEffect(() => {
    if (given) return undefined;
    const connection = openInWorker(wallToken ? { wallToken } : {});
    setOpened(connection);
    return () => connection.close();
  }, [given, wallToken]);
  return opened ? <LiveContext value={opened}>{props.children}</LiveContext> : null;
}

/** @throws when used outside a LiveProvider: a fault of the page, not of the data */
export function useLive(): LiveConnection {
  const connection = useContext(LiveContext);
  if (!connection) throw new Error("useLive needs a LiveProvider above it");
  return connection;
}
