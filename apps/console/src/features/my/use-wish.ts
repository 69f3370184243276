import type { Lease, LeaseWish } from "@aidc/contract";
import { dayNameAt } from "@aidc/domain";
import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { api } from "../../api/queries.ts";
import { useMyTenant, useOfTenant } from "./my-tenant.tsx";
import { usePicture } from "./use-picture.ts";
import type { WishDraft } from "./wish-draft.ts";
import { readWish } from "./wish-draft.ts";

const dayMs = 86_400_000;
const noLeases: readonly Lease[] = [];

/** The fields of a wish, the leases it may be about, and the wish they say. */
export function useWish(start: { kind?: WishDraft["kind"] | undefined; lease?: string | undefined }) {
  const { state } = useMyTenant();
  const { timeZone } = state.center;
  const { clockMs } = usePicture();
  const allocation = useQuery(api.my.allocation.queryOptions({ input: useOfTenant() }));
  const all = allocation.data?.leases ?? noLeases;
  const minuteMs = Math.floor(clockMs / 60_000) * 60_000;
  const leases = useMemo(
    () => all.filter(({ to }) => to === null || Date.parse(to) > minuteMs),
    [all, minuteMs],
  );
  const [chosen, setDraft] = useState<WishDraft>(() => ({
    kind: start.kind ?? "new",
    lease: start.lease ?? "",
    resource: "accelerators",
    model: "",
    amount: "",
    from: dayNameAt(clockMs + dayMs, timeZone),
    to: "",
  }));
  // Nothing was chosen yet: the first lease is, because that is what the field shows.
  const isKnown = leases.some(({ id }) => id === chosen.lease);
  const draft = isKnown ? chosen : { ...chosen, lease: leases[0]?.id ?? "" };
  const wish: LeaseWish | null = readWish(draft, leases, timeZone);
  return { draft, setDraft, leases, allLeases: all, wish };
}
