import type { Lease, LeaseWish } from "@aidc/contract";
import { useMemo } from "react";
import type { IntlShape } from "react-intl";
import { useIntl } from "react-intl";
import { joinShown, showQuantity } from "../../ui/format/quantity.ts";
import { showDate } from "../../ui/format/time.ts";
import { useMyTenant } from "./my-tenant.tsx";

type Amount = Pick<Lease, "resource" | "amount"> & { readonly model?: string | undefined };

export interface LeaseWords {
  /** `192 accelerators, NVIDIA H20` */
  what(lease: Amount): string;
  /** `3.00 PFLOPS and 1 rack` */
  amounts(leases: readonly Pick<Lease, "resource" | "amount">[]): string;
  /** `from 1 May 2026, open end` */
  term(lease: { from: string; to: string | null }): string;
  wish(wish: LeaseWish, leases: readonly Lease[]): string;
  day(iso: string): string;
}

/** Leases and wishes in words, on the center's calendar. */
export function useLeaseWords(): LeaseWords {
  const intl = useIntl();
  const { state } = useMyTenant();
  const { timeZone } = state.center;
  const { models } = state;
  return useMemo(() => createWords(intl, timeZone, models), [intl, timeZone, models]);
}

function createWords(
  intl: IntlShape,
  timeZone: string,
  models: readonly { model: string | null; name: string }[],
): LeaseWords {
  const day = (iso: string) => showDate(Date.parse(iso), timeZone, intl.locale);
  const amountOf = (resource: Lease["resource"], amount: number) => {
    if (resource === "power_w") return joinShown(showQuantity(amount, "W", intl.locale));
    if (resource === "pflops") return joinShown(showQuantity(amount, "PFLOPS", intl.locale));
    return intl.formatMessage({ id: `my.amount.${resource}` }, { count: amount });
  };
  const what = ({ resource, amount, model }: Amount) => {
    const name = model && (models.find((each) => each.model === model)?.name ?? model);
    return [amountOf(resource, amount), name].filter(Boolean).join(", ");
  };
  const until = (to: string | null) => (to ? day(to) : intl.formatMessage({ id: "my.openend" }));
  return {
    day,
    what,
    amounts: (leases) =>
      intl.formatList(
        leases.map(({ resource, amount }) => amountOf(resource, amount)),
        { type: "conjunction" },
      ),
    term: ({ from, to }) => intl.formatMessage({ id: "my.term" }, { from: day(from), to: until(to) }),
    wish(wish, leases) {
      if (wish.kind === "new") {
        const values = { what: what(wish), from: day(wish.from), to: until(wish.to) };
        return intl.formatMessage({ id: "my.wish.new" }, values);
      }
      const lease = leases.find(({ id }) => id === wish.lease);
      const held = lease ? what(lease) : wish.lease;
      if (wish.kind === "renew")
        return intl.formatMessage({ id: "my.wish.renew" }, { held, to: until(wish.to) });
      if (wish.kind === "end") return intl.formatMessage({ id: "my.wish.end" }, { held, at: day(wish.at) });
      const amount = lease ? what({ ...lease, amount: wish.amount }) : intl.formatNumber(wish.amount);
      return intl.formatMessage({ id: "my.wish.resize" }, { held, amount, from: day(wish.from) });
    },
  };
}
