import type { Viewer } from "@aidc/contract";
import { createContext, useContext } from "react";

const ViewerContext = createContext<Viewer | null>(null);
export const OpsViewerProvider = ViewerContext;

/** Who sits at the desk. @throws outside the desk's layout */
export function useOpsViewer(): Viewer {
  const viewer = useContext(ViewerContext);
  if (!viewer) throw new Error("useOpsViewer needs the desk's layout above it");
  return viewer;
}

/** Platform administrators look after people and read the audit log; operators do not. */
export function isPlatformAdmin({ staffRole }: Viewer): boolean {
  return staffRole === "platform_admin";
}
