/** Numbers of this moment that a tenant has, in the order in which they narrow down. */
export const holdings = ["contracted", "assigned", "allocated", "active"] as const;
const others = ["idle", "power"] as const;
export type Holding = (typeof holdings)[number] | (typeof others)[number];

export function isHolding(key: string): key is Holding {
  return [...holdings, ...others].some((name) => name === key);
}
