import type { Lease } from "@aidc/contract";
import { useMemo } from "react";
import { useIntl } from "react-intl";
import { isolate } from "../../../i18n/isolate.ts";
import { countAssigned, nothingHeld } from "./count-assigned.ts";
import { contractOf, stateOf } from "./lease-state.ts";
import { findSeams } from "./timeline-model.ts";
import { useLeaseWords } from "./use-lease-words.ts";
import type { LeaseBook } from "./use-leases.ts";
import { useTenantName } from "./use-leases.ts";

export interface BarWords {
  /** In the bar, where it fits. */
  text(lease: Lease): string;
  /** What a screen reader says of the bar. */
  label(lease: Lease, nowMs: number): string;
  /** The whole sentence above the timeline. */
  facts(lease: Lease, book: LeaseBook, nowMs: number): string;
}

export function useBarWords(): BarWords {
  const intl = useIntl();
  const words = useLeaseWords();
  const tenantName = useTenantName();
  return useMemo(() => {
    const text = (lease: Lease) => words.amount(lease.resource, lease.amount, lease.model);
    const label = (lease: Lease, nowMs: number) =>
      [
        isolate(tenantName(lease.tenant)),
        text(lease),
        words.interval(lease),
        words.terms(lease.terms),
        words.state(stateOf(lease, nowMs)),
      ].join(", ");
    return {
      text,
      label,
      facts(lease, { leases, assignments }, nowMs) {
        const contract = contractOf(lease);
        const assigned = countAssigned(assignments, nowMs).get(lease.id) ?? nothingHeld;
        const inContract = leases
          .filter((other) => other.tenant === lease.tenant && contractOf(other) === contract)
          .toSorted((a, b) => Date.parse(a.from) - Date.parse(b.from));
        const { gaps, overlaps } = findSeams(inContract);
        return [
          `${lease.id}: ${label(lease, nowMs)}`,
          intl.formatMessage({ id: "desk.timeline.assigned" }, { held: words.held(assigned) }),
          ...(gaps.length > 0
            ? [intl.formatMessage({ id: "desk.timeline.gaps" }, { count: gaps.length })]
            : []),
          ...(overlaps.length > 0
            ? [intl.formatMessage({ id: "desk.timeline.overlaps" }, { count: overlaps.length })]
            : []),
        ].join(" \u00b7 ");
      },
    };
  }, [intl, words, tenantName]);
}
