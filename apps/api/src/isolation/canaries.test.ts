import { describe, expect, it } from "vitest";
import { canaryNumber, canaryText, foreignCanaries, sameTenant, tenantsInTest } from "./canaries.fixture.ts";

const t1 = { center: "north", tenant: "t1" };
const t2 = { center: "north", tenant: "t2" };

describe("the canaries can be seen", () => {
  it("in text and as numbers, also when a whole number was added", () => {
    const own = (tenant: typeof t1) => sameTenant(tenant, t1);
    expect(foreignCanaries(`{"name":"${canaryText(t1)}"}`, own)).toEqual([]);
    expect(foreignCanaries(`{"name":"${canaryText(t2)}"}`, own)).toEqual([canaryText(t2)]);
    expect(foreignCanaries(`{"total":${canaryNumber(t2) + 40}}`, own)).toHaveLength(1);
  });
  it("and are told apart", () => {
    const all = tenantsInTest.flatMap((tenant) => [
      canaryText(tenant),
      String(canaryNumber(tenant)).slice(1),
    ]);
    for (const one of all) expect(all.filter((other) => other.includes(one))).toEqual([one]);
  });
});
