import type { Center } from "@aidc/contract";
import { createContext, useContext } from "react";

const CenterContext = createContext<Center | null>(null);
export const OpsCenterProvider = CenterContext;

/** The center the desk looks at. @throws outside the desk's layout */
export function useOpsCenter(): Center {
  const center = useContext(CenterContext);
  if (!center) throw new Error("useOpsCenter needs the desk's layout above it");
  return center;
}
