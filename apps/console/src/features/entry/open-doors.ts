import type { Viewer } from "@aidc/contract";
import { isOperator, isPlanner } from "../../api/viewer.ts";

export type Door = "/ops" | "/reports" | "/my";

/** The doors that a viewer may open, the usual one first; nobody who is signed in is shown a door that is shut. */
export function openDoors(viewer: Viewer): Door[] {
  const doors: Door[] = [];
  if (isOperator(viewer)) doors.push("/ops");
  if (isPlanner(viewer)) doors.push("/reports");
  if (viewer.memberships.length > 0) doors.push("/my");
  return doors;
}
