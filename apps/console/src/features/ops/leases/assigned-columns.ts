import type { Lease } from "@aidc/contract";
import type { IntlShape } from "react-intl";
import type { Column } from "../../../ui/data-table.tsx";
import type { Held } from "./count-assigned.ts";
import { nothingHeld } from "./count-assigned.ts";

/** Racks and cards held by name: each a number of its own, as a rack is as many cards as stand in it. */
export function assignedColumns(intl: IntlShape, assigned: ReadonlyMap<string, Held>): Column<Lease>[] {
  const heldBy = ({ id }: Lease) => assigned.get(id) ?? nothingHeld;
  return [
    {
      id: "assignedRacks",
      label: intl.formatMessage({ id: "desk.lease.assigned.racks" }),
      value: (lease) => heldBy(lease).racks,
      draw: (lease) => intl.formatNumber(heldBy(lease).racks),
      isNumber: true,
    },
    {
      id: "assignedCards",
      label: intl.formatMessage({ id: "desk.lease.assigned.cards" }),
      value: (lease) => heldBy(lease).accelerators,
      draw: (lease) => intl.formatNumber(heldBy(lease).accelerators),
      isNumber: true,
    },
  ];
}
