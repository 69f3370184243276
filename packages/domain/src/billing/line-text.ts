/** What a statement line says in words. */
import type { LineGroup } from "./line-groups.ts";

const nouns = {
  accelerators: "accelerators",
  pflops: "computing power",
  racks: "racks",
  rack_units: "rack units",
  power_w: "power",
} as const;

export function describeLine(group: LineGroup): string {
  const of = group.model ? ` ${group.model}` : "";
  const band = group.band ? `, band ${group.band.id}` : "";
  const what = `${nouns[group.resource]}${of}`;
  switch (group.kind) {
    case "purchase":
      return `Commitment of ${what} by lease ${group.lease}${band}`;
    case "used":
      return `Used of the commitment ${group.lease}: ${what}${band}`;
    case "unused":
      return `Unused of the commitment ${group.lease}: ${what}${band}`;
    case "unmeasured":
      return `Not measured, counted as unused of the commitment ${group.lease}: ${what}${band}`;
    case "usage":
      return group.lease
        ? `Held by lease ${group.lease}: ${what}${band}`
        : `Use of ${what}, as it happens${band}`;
  }
}

export const roundingRule =
  "Each line is the exact product of quantity and unit price, rounded once, half up, to the currency's smallest " +
  "unit. Used and unused parts of a commitment share its price by largest remainder, so that they sum to it.";
