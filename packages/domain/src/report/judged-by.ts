import type { CenterDocument, WindowMs } from "@aidc/contract";
import { intervalOf } from "../tenancy/leases.ts";
import type { ReportInputs } from "./inputs.ts";

type Judged = Pick<ReportInputs, "document" | "heldNow">;

/** Every one of them must allow what is told: the holders of then and, where they are others, those of now. */
export function judgedBy({ document, heldNow }: Judged): readonly CenterDocument[] {
  return heldNow ? [document, { ...document, ...heldNow }] : [document];
}

/** Whether somebody else held a place during the window than is recorded now. */
export function isHeldOtherwise({ document, heldNow }: Judged, window: WindowMs): boolean {
  if (!heldNow) return false;
  const [then, now] = [heldIn(document, window), heldIn(heldNow, window)];
  return then.size !== now.size || [...then].some((one) => !now.has(one));
}

function heldIn(
  { leases, assignments }: Pick<CenterDocument, "leases" | "assignments">,
  window: WindowMs,
): Set<string> {
  const tenantOf = new Map(leases.map(({ id, tenant }) => [id, tenant]));
  return new Set(
    assignments.flatMap(({ lease, rack, accelerator, ...held }) => {
      const interval = intervalOf(held);
      const fromMs = Math.max(window.fromMs, interval.fromMs);
      const toMs = Math.min(window.toMs, interval.toMs ?? window.toMs);
      return toMs > fromMs ? [JSON.stringify([tenantOf.get(lease), rack, accelerator, fromMs, toMs])] : [];
    }),
  );
}
