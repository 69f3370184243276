/** In which unit a condition reads what it judges. Codes and bits are told in words: their unit says which. */
import type { AlarmCondition } from "@aidc/contract";
import { quantities } from "@aidc/contract";

/** @returns empty where another rule engine judged and told no value */
export function judgedUnit(condition: AlarmCondition): string {
  switch (condition.kind) {
    case "limit":
      return quantities[condition.quantity].unit;
    case "fault":
      return faultUnits[condition.of ?? "xid"];
    case "envelope":
      return envelopeUnits[condition.of];
    case "silent":
      return condition.subjectKind === "hall" ? "ratio" : "cadences";
    case "source_lost":
      return "cadences";
    case "rack_share":
    case "feed_share":
    case "disagreement":
      return "ratio";
    case "condensation":
      return "K";
    case "feed_dead":
      return quantities.power.unit;
    case "leak":
      return "leak";
    case "wall_frozen":
      return "s";
    case "external":
      return "";
  }
}

const faultUnits = {
  xid: "xid",
  xid_application: "xid",
  off_bus: "xid",
  ecc: "count",
  throttle: "throttle",
  missing: "cadences",
} as const;

const envelopeUnits = {
  temperature: quantities.inlet_temperature.unit,
  dew_point: quantities.dew_point.unit,
  humidity: quantities.relative_humidity.unit,
} as const;
