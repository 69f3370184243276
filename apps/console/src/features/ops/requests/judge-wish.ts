import type { CenterDocument, Lease, LeaseWish } from "@aidc/contract";
import { countModels, holdsAt, intervalOf, sumKnown, usableU } from "@aidc/domain";
import { stepsOver } from "../leases/timeline-model.ts";

/** What approving a wish would change, in the wish's resource. */
export interface WishEffect {
  readonly resource: Lease["resource"];
  readonly model: string | null;
  /** When the change happens, epoch ms. */
  readonly atMs: number;
  /** What the tenant holds of this resource and model just before and from then on. */
  readonly before: number;
  readonly after: number;
  /** What is left of the center's capacity at the fullest moment of the wish, once approved; null: not known. */
  readonly roomLeft: number | null;
}

interface Change {
  readonly amount: number;
  readonly from: string;
  readonly to: string | null;
}

/** @returns null when the wish names a lease that is not there any more */
export function judgeWish(
  wish: LeaseWish,
  tenant: string,
  leases: readonly Lease[],
  document: CenterDocument | undefined,
): WishEffect | null {
  const lease = wish.kind === "new" ? null : (leases.find(({ id }) => id === wish.lease) ?? null);
  const about = wish.kind === "new" ? wish : lease;
  const change = changeOf(wish, lease);
  if (!about || !change) return null;
  const { resource } = about;
  const model = about.model ?? null;
  const atMs = Date.parse(change.from);
  const same = leases.filter(
    (each) => each.resource === resource && (model === null || each.model === model),
  );
  const before = same
    .filter((each) => each.tenant === tenant && holdsAt(intervalOf(each), atMs - 1))
    .reduce((sum, { amount }) => sum + amount, 0);
  const after = same
    .filter((each) => each.tenant === tenant && holdsAt(intervalOf(each), atMs))
    .reduce((sum, { amount }) => sum + amount, change.amount);
  const whole = document ? capacityOf(resource, model, document) : null;
  return {
    resource,
    model,
    atMs,
    before,
    after,
    roomLeft: whole === null ? null : roomIn(same, change, whole),
  };
}

function changeOf(wish: LeaseWish, lease: Lease | null): Change | null {
  if (wish.kind === "new") return wish;
  if (!lease) return null;
  if (wish.kind === "resize") return { amount: wish.amount - lease.amount, from: wish.from, to: lease.to };
  if (wish.kind === "end") return { amount: -lease.amount, from: wish.at, to: lease.to };
  return lease.to === null ? null : { amount: lease.amount, from: lease.to, to: wish.to };
}

/** What the center has to lease; null where nobody has said. */
function capacityOf(
  resource: Lease["resource"],
  model: string | null,
  document: CenterDocument,
): number | null {
  if (resource === "racks") return document.racks.length;
  if (resource === "rack_units") return sumKnown(document.racks.map(usableU));
  if (resource === "accelerators")
    return countModels(document)
      .filter((each) => model === null || each.model === model)
      .reduce((sum, { count }) => sum + count, 0);
  const limits = document.racks.map(({ powerLimitW }) => powerLimitW);
  if (resource !== "power_w" || limits.length === 0 || limits.includes(undefined)) return null;
  return limits.reduce<number>((sum, limitW) => sum + (limitW ?? Number.NaN), 0);
}

/** Without an end the fullest moment may lie anywhere ahead: every begin that is known is looked at. */
function roomIn(same: readonly Lease[], change: Change, whole: number): number {
  const fromMs = Date.parse(change.from);
  const starts = same.map(({ from }) => Date.parse(from));
  const toMs = change.to === null ? Math.max(fromMs, ...starts) + 1 : Date.parse(change.to);
  const steps = stepsOver([...same, change], { fromMs, toMs: Math.max(toMs, fromMs + 1) });
  return whole - Math.max(...steps.map(({ amount }) => amount));
}
