/**
 * Who may do what: one table, read by the HTTP door, the live gateway and the tests that walk every endpoint and
 * topic as every actor. A wall is display-only and bound to one center. Source: product "Three audiences".
 */
import type { Access, Topic } from "@aidc/contract";

export type Actor =
  | { readonly role: "admin" }
  | { readonly role: "operator" }
  | { readonly role: "wall"; readonly centerId: string }
  | { readonly role: "none" };

/** Calling an endpoint that declares this access, or watching a topic of this kind. */
export type Action = `call:${Access}` | `watch:${Topic["kind"]}`;

/** The center that is asked about; null where an endpoint is about none in particular. */
export interface Resource {
  readonly centerId: string | null;
}

type Verdict = "yes" | "no" | "own center";

const table: Readonly<Record<Actor["role"], Readonly<Record<Action, Verdict>>>> = {
  admin: row("yes", "yes", "yes", "yes", "yes", "yes", "yes"),
  operator: row("yes", "yes", "yes", "no", "yes", "yes", "yes"),
  wall: row("yes", "own center", "no", "no", "own center", "own center", "no"),
  none: row("yes", "no", "no", "no", "no", "no", "no"),
};

function row(
  callPublic: Verdict,
  callWall: Verdict,
  callOperator: Verdict,
  callAdmin: Verdict,
  watchWall: Verdict,
  watchRacks: Verdict,
  watchRack: Verdict,
): Record<Action, Verdict> {
  return {
    "call:public": callPublic,
    "call:wall": callWall,
    "call:operator": callOperator,
    "call:admin": callAdmin,
    "watch:wall": watchWall,
    "watch:racks": watchRacks,
    "watch:rack": watchRack,
  };
}

export function can(actor: Actor, action: Action, resource: Resource): boolean {
  const verdict = table[actor.role][action];
  if (verdict !== "own center") return verdict === "yes";
  // An endpoint about no center in particular answers a wall with its own.
  return actor.role === "wall" && (resource.centerId === null || resource.centerId === actor.centerId);
}
