import { overlapMs } from "@aidc/domain";
import { badField } from "../app-error.ts";
import type { Services } from "../services.ts";

interface Query {
  readonly center: string;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** Leases and assignments that touch the window, by beginning. */
export async function listLeases(services: Services, { center, from, to }: Query) {
  const { document } = await services.directory.get(center);
  const window = {
    fromMs: from === undefined ? Number.NEGATIVE_INFINITY : Date.parse(from),
    toMs: to === undefined ? null : Date.parse(to),
  };
  if (window.toMs !== null && window.toMs <= window.fromMs) throw badField("to", "must be after from");
  const touching = <T extends { readonly from: string; readonly to: string | null }>(all: readonly T[]) =>
    all
      .filter((one) => overlapMs(termOf(one), window) > 0)
      .sort((a, b) => Date.parse(a.from) - Date.parse(b.from));
  return { leases: touching(document.leases), assignments: touching(document.assignments) };
}

function termOf({ from, to }: { readonly from: string; readonly to: string | null }) {
  return { fromMs: Date.parse(from), toMs: to === null ? null : Date.parse(to) };
}
