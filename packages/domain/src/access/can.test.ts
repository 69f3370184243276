import { describe, expect, test } from "vitest";
import type { Action, Actor } from "./can.ts";
import { can } from "./can.ts";

const actors: Record<string, Actor> = {
  admin: { role: "admin" },
  operator: { role: "operator" },
  wall: { role: "wall", centerId: "north" },
  none: { role: "none" },
};
const actions: Action[] = [
  "call:public",
  "call:wall",
  "call:operator",
  "call:admin",
  "watch:wall",
  "watch:racks",
  "watch:rack",
];

/** One letter for each action above: y yes, n no. */
const table: [actor: string, center: string | null, allowed: string][] = [
  ["admin", "north", "yyyyyyy"],
  ["admin", null, "yyyyyyy"],
  ["operator", "north", "yyynyyy"],
  ["operator", null, "yyynyyy"],
  ["wall", "north", "yynnyyn"],
  ["wall", "south", "ynnnnnn"],
  ["wall", null, "yynnyyn"],
  ["none", "north", "ynnnnnn"],
  ["none", null, "ynnnnnn"],
];

describe.each(table)("%s about center %s", (actor, centerId, allowed) => {
  test.each(actions.map((action, i) => [action, allowed[i] === "y"] as const))(
    "%s: %s",
    (action, expected) => {
      expect(can(actors[actor] ?? { role: "none" }, action, { centerId })).toBe(expected);
    },
  );
});
