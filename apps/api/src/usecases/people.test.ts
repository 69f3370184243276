import type { Standing } from "@aidc/store";
import { describe, expect, it } from "vitest";
import type { Identity } from "./identity.ts";
import { applyStanding } from "./people.ts";

const place = { centerId: "c1", tenantId: "t1", role: "tenant_member" } as const;
const member: Standing = { staffRole: null, memberships: [place] };
const nothing: Standing = { staffRole: null, memberships: [] };

/** One open connection, and a store whose answers the test gives. */
function connected(findStanding: () => Promise<Standing>) {
  const person = { id: "p1", name: "P", email: "p@example.org" };
  const session = { id: "s1", expiresAtMs: 1 };
  let identity: Identity | null = { role: "person", ...member, person, session };
  const services = {
    people: { findStanding },
    accessChanged: (change: (one: Identity) => Identity) => {
      if (identity) identity = change(identity);
    },
    accessEnded: (isEnded: (one: Identity) => boolean) => {
      if (identity && isEnded(identity)) identity = null;
    },
  };
  return { services, now: () => identity };
}

describe("what open connections may watch", () => {
  it("is what holds last, also when an older answer comes late", async () => {
    const answers = [member, nothing];
    const { promise: slow, resolve } = Promise.withResolvers<void>();
    const { services, now } = connected(async () => {
      const answer = answers.shift() ?? nothing;
      if (answer === member) await slow;
      return answer;
    });
    const both = [applyStanding(services, "p1"), applyStanding(services, "p1")];
    setTimeout(resolve, 20);
    await Promise.all(both);
    expect(now()).toMatchObject({ memberships: [] });
  });

  it("is nothing when it cannot be found out: the change has been made", async () => {
    const { services, now } = connected(() => Promise.reject(new Error("the database is away")));
    await applyStanding(services, "p1");
    expect(now()).toBeNull();
  });
});
