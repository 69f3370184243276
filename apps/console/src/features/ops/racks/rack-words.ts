import { useIntl } from "react-intl";
import { chooseRackLook } from "../../../ui/rack-map/rack-look.ts";
import type { Mark } from "../../../ui/state-mark.tsx";
import { useWords } from "../../../ui/use-words.ts";
import type { RackRow } from "./rack-row.ts";

/** Shape for a rack's state; over the limit outranks live. */
export function markOf(row: RackRow): Mark {
  const look = chooseRackLook(row);
  if (look === "over_limit") return "critical";
  if (look === "silent") return "warning";
  return look === "empty" || look === "never" ? "unknown" : "normal";
}

/** @returns what a rack's state is called, and everything about it as one sentence */
export function useRackWords(): { state: (row: RackRow) => string; facts: (row: RackRow) => string } {
  const intl = useIntl();
  const words = useWords();
  const show = (value: number | null, unit: string) =>
    value === null ? "\u2014" : words.quantity(value, unit);
  const state = (row: RackRow) =>
    intl.formatMessage({
      id: chooseRackLook(row) === "over_limit" ? "racks.state.over" : `racks.state.${row.state}`,
    });
  const cards = ({ faultyAccelerators: faulty, state: reported }: RackRow) => {
    if (faulty !== null) return intl.formatMessage({ id: "floor.cards" }, { faulty });
    return reported === "empty" ? "" : intl.formatMessage({ id: "floor.cards.unknown" });
  };
  const facts = (row: RackRow) => {
    const own = measured(row);
    if (row.alarm === null) return own;
    const severity = intl.formatMessage({ id: `alarms.severity.${row.alarm}` });
    return intl.formatMessage({ id: "rack.alarms.worst" }, { facts: own, severity });
  };
  const measured = (row: RackRow) =>
    intl.formatMessage(
      { id: "floor.facts" },
      {
        name: row.name,
        state: state(row),
        power: show(row.powerW, "W"),
        limit: show(row.powerLimitW, "W"),
        inlet: show(row.inletCelsius, "°C"),
        utilisation: show(row.utilisationRatio, "ratio"),
        held: show(row.heldRatio, "ratio"),
        cards: cards(row),
        tenant: row.tenant ?? intl.formatMessage({ id: "racks.free" }),
      },
    );
  return { state, facts };
}
