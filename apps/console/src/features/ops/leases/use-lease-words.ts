import type { Lease, LeaseWish } from "@aidc/contract";
import { findModel } from "@aidc/domain";
import { useMemo } from "react";
import type { IntlShape } from "react-intl";
import { useIntl } from "react-intl";
import { joinShown, showQuantity } from "../../../ui/format/quantity.ts";
import { useOpsCenter } from "../ops-center.tsx";
import type { Held } from "./count-assigned.ts";
import type { LeaseState } from "./lease-state.ts";

type Resource = Lease["resource"];

export interface LeaseWords {
  resource(resource: Resource): string;
  /** `128 × H20`, `4 racks`, `120 kW` */
  amount(resource: Resource, amount: number, model: string | null | undefined): string;
  model(id: string): string;
  /** `2 racks, 16 cards` */
  held(held: Held): string;
  /** A day of the center's calendar; the clock time too where it is not midnight. */
  moment(instant: string | null): string;
  interval(term: { readonly from: string; readonly to: string | null }): string;
  terms(terms: Lease["terms"]): string;
  state(state: LeaseState): string;
  /** @param lease the interval that the wish is about, as it stands */
  wish(wish: LeaseWish, lease: Lease | null): string;
}

/** Leases, amounts and wishes in the language of the page, times on the center's calendar. */
export function useLeaseWords(): LeaseWords {
  const intl = useIntl();
  const { timeZone } = useOpsCenter();
  return useMemo(() => createLeaseWords(intl, timeZone), [intl, timeZone]);
}

function createLeaseWords(intl: IntlShape, timeZone: string): LeaseWords {
  const { amount, model } = amountWords(intl);
  const moment = momentWords(intl, timeZone);
  return {
    resource: (resource) => intl.formatMessage({ id: `desk.resource.${resource}` }),
    amount,
    model,
    held: ({ racks, accelerators }) =>
      [amount("racks", racks, null), amount("accelerators", accelerators, null)]
        .filter((_, at) => [racks, accelerators][at] !== 0)
        .join(", ") || intl.formatMessage({ id: "desk.lease.assigned.none" }),
    moment,
    interval: ({ from, to }) => `${moment(from)} \u2013 ${moment(to)}`,
    terms: (terms) => intl.formatMessage({ id: `desk.terms.${terms}` }),
    state: (state) => intl.formatMessage({ id: `desk.lease.state.${state}` }),
    wish: (wish, lease) => wordWish(wish, lease, { intl, amount, moment }),
  };
}

function amountWords(intl: IntlShape) {
  const model = (id: string) => findModel(id, [])?.name ?? id;
  const amount: LeaseWords["amount"] = (resource, value, modelId) => {
    if (resource === "power_w") return joinShown(showQuantity(value, "W", intl.locale));
    if (resource === "pflops") return `${intl.formatNumber(value)}\u202fPFLOPS`;
    if (resource === "accelerators" && modelId) return `${intl.formatNumber(value)} \u00d7 ${model(modelId)}`;
    return intl.formatMessage({ id: `desk.amount.${resource}` }, { count: value });
  };
  return { amount, model };
}

function momentWords(intl: IntlShape, timeZone: string): LeaseWords["moment"] {
  return (instant) => {
    if (instant === null) return intl.formatMessage({ id: "desk.open.end" });
    const at = new Date(instant);
    const day = intl.formatDate(at, { timeZone, dateStyle: "medium" });
    const clock = { timeZone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;
    const time = new Intl.DateTimeFormat(intl.locale, clock).format(at);
    return time === "00:00" ? day : `${day} ${time}`;
  };
}

function wordWish(
  wish: LeaseWish,
  lease: Lease | null,
  words: Pick<LeaseWords, "amount" | "moment"> & { intl: IntlShape },
): string {
  const { intl, amount, moment } = words;
  const held = lease && amount(lease.resource, lease.amount, lease.model);
  switch (wish.kind) {
    case "new":
      return intl.formatMessage(
        { id: "desk.wish.new" },
        {
          amount: amount(wish.resource, wish.amount, wish.model),
          from: moment(wish.from),
          to: moment(wish.to),
        },
      );
    case "resize":
      return intl.formatMessage(
        { id: "desk.wish.resize" },
        {
          before: held ?? wish.lease,
          after: lease ? amount(lease.resource, wish.amount, lease.model) : intl.formatNumber(wish.amount),
          from: moment(wish.from),
        },
      );
    case "renew":
      return intl.formatMessage({ id: "desk.wish.renew" }, { what: held ?? wish.lease, to: moment(wish.to) });
    case "end":
      return intl.formatMessage({ id: "desk.wish.end" }, { what: held ?? wish.lease, at: moment(wish.at) });
  }
}
