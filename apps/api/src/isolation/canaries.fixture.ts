import type { CenterDocument } from "@aidc/contract";
import { aCenterDocument } from "@aidc/testkit";

export interface TenantOf {
  readonly center: string;
  readonly tenant: string;
}

/** Two centers, in each the same tenant ids: a name alone must never be enough. */
export const tenantsInTest: readonly TenantOf[] = ["north", "south"].flatMap((center) =>
  ["t1", "t2", "t3"].map((tenant) => ({ center, tenant })),
);
export const sameTenant = (a: TenantOf, b: TenantOf) => a.center === b.center && a.tenant === b.tenant;

/** Text that nothing but this tenant's data holds. */
export function canaryText({ center, tenant }: TenantOf): string {
  return `Canary${center}${tenant}x`;
}

const fractions = [0.137519, 0.281943, 0.413677, 0.549131, 0.687313, 0.829177];

/** A number that nothing but this tenant's data holds: no sum or multiple of the others has its digits. */
export function canaryNumber(of: TenantOf): number {
  return 2 + (fractions[tenantsInTest.findIndex((one) => sameTenant(one, of))] ?? Number.NaN);
}

/** Its first five decimals, as they show in any sum with whole numbers. */
const digitsOf = (of: TenantOf) => (canaryNumber(of) - 2).toFixed(6).slice(1, 7);

/** Canaries of tenants that `maySee` does not name, found in what left the server. */
export function foreignCanaries(text: string, maySee: (tenant: TenantOf) => boolean): string[] {
  return tenantsInTest
    .filter((tenant) => !maySee(tenant))
    .flatMap((tenant) => [canaryText(tenant), digitsOf(tenant)])
    .filter((canary) => text.includes(canary));
}

/** A center whose tenants carry their canaries wherever a document lets them. */
export function canaryCenter(center: string): CenterDocument {
  const own = tenantsInTest.filter((one) => one.center === center);
  const since = "2026-01-01T00:00:00Z";
  return aCenterDocument({
    center: { id: center, name: center, timeZone: "Asia/Shanghai", defaultIntervalS: 15 },
    tenants: own.map((of) => ({ id: of.tenant, name: canaryText(of) })),
    leases: own.flatMap((of) => [
      {
        id: `${of.tenant}-${canaryText(of)}`,
        tenant: of.tenant,
        resource: "accelerators" as const,
        amount: canaryNumber(of),
        from: since,
        to: null,
      },
    ]),
    assignments: [{ lease: `t1-${canaryText({ center, tenant: "t1" })}`, rack: "k1", from: since, to: null }],
  });
}
