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
  it("and are told apart, also in sums over a center and in hours of a day", () => {
    const seen = (text: string) => foreignCanaries(text, () => false);
    for (const tenant of tenantsInTest) {
      expect(seen(`${canaryText(tenant)} ${canaryNumber(tenant)}`)).toHaveLength(2);
      for (const factor of [2, 3, 8, 10, 24, 60, 720, 744])
        expect(seen(String((canaryNumber(tenant) * factor) % 1000))).toEqual([]);
    }
    const sum = (center: string) =>
      tenantsInTest
        .filter((one) => one.center === center)
        .reduce((total, one) => total + canaryNumber(one), 0);
    expect(seen(`${sum("north")} ${sum("south")}`)).toEqual([]);
  });
});
