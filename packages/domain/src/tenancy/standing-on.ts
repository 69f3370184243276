import type { TenantStanding } from "@aidc/contract";

/**
 * What held of a tenant on a local day: of two statements that hold on it, the later one.
 * @param said of one tenant, in the order it was said
 */
export function standingOn(
  said: readonly TenantStanding[] | undefined,
  day: string,
): Pick<TenantStanding, "class" | "industry"> {
  const held = said?.findLast(({ from }) => from === null || from <= day);
  return held ?? { class: null, industry: null };
}
