import type { Access } from "@aidc/contract";
import { accesses, topicKinds } from "@aidc/contract";
import { describe, expect, test } from "vitest";
import type { Action, Actor } from "./can.ts";
import { can } from "./can.ts";

const person = (staffRole: Extract<Actor, { role: "person" }>["staffRole"]): Actor => ({
  role: "person",
  staffRole,
  memberships: [],
});
const member = (role: "tenant_admin" | "tenant_member"): Actor => ({
  role: "person",
  staffRole: null,
  memberships: [{ centerId: "north", tenantId: "t1", role }],
});
const actors = {
  admin: { role: "admin" },
  platform_admin: person("platform_admin"),
  operator: person("operator"),
  planner: person("planner"),
  tenant_admin: member("tenant_admin"),
  tenant_member: member("tenant_member"),
  tenant_key: { role: "tenant_key", centerId: "north", tenantId: "t1" },
  wall: { role: "wall", centerId: "north" },
  stranger: person(null),
  none: { role: "none" },
} as const satisfies Record<string, Actor>;
type Who = keyof typeof actors;
const everybody: readonly Who[] = [
  "admin",
  "platform_admin",
  "operator",
  "planner",
  "tenant_admin",
  "tenant_member",
  "tenant_key",
  "wall",
  "stranger",
  "none",
];

const actions: Action[] = [
  ...accesses.map((access: Access) => `call:${access}` as const),
  ...topicKinds.map((kind) => `watch:${kind}` as const),
];

/** A letter for each action: y yes, n no, in the order of the line above the block. */
//  public person wall planner member tenant_admin operator admin | wall racks alarms rack tenant
const ownTenant: Record<Who, string> = {
  admin: "ynyyyyyyyyyyy",
  platform_admin: "yyyyyyyyyyyyy",
  operator: "yyyyyyynyyyyy",
  planner: "yynnnnnnnnnnn",
  tenant_admin: "yynnyynnnnnny",
  tenant_member: "yynnynnnnnnny",
  tenant_key: "ynnnynnnnnnny",
  wall: "ynynnnnnyyynn",
  stranger: "yynnnnnnnnnnn",
  none: "ynnnnnnnnnnnn",
};
/** Another tenant, another center: what is mine there is nothing; staff are staff everywhere. */
const otherTenant: Record<Who, string> = {
  ...ownTenant,
  tenant_admin: "yynnnnnnnnnnn",
  tenant_member: "yynnnnnnnnnnn",
  tenant_key: "ynnnnnnnnnnnn",
};
const otherCenter: Record<Who, string> = { ...otherTenant, wall: "ynnnnnnnnnnnn" };
/** About the center as a whole. */
const noTenant: Record<Who, string> = { ...otherTenant, planner: "yynynnnnnnnnn" };
const nothingNamed: Record<Who, string> = noTenant;

const cases: [about: string, centerId: string | null, tenantId: string | null, table: Record<Who, string>][] =
  [
    ["a tenant's own place", "north", "t1", ownTenant],
    ["another tenant of the center", "north", "t2", otherTenant],
    ["a tenant of the same name in another center", "south", "t1", otherCenter],
    ["the center", "north", null, noTenant],
    ["nothing in particular", null, null, nothingNamed],
  ];

describe.each(cases)("%s", (_about, centerId, tenantId, table) => {
  const rows = everybody.flatMap((who) =>
    actions.map((action, i) => [who, action, table[who][i] === "y", actors[who]] as const),
  );
  test.each(rows)("%s %s: %s", (_who, action, expected, actor) => {
    expect(can(actor, action, { centerId, tenantId })).toBe(expected);
  });
});
