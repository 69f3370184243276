import { knownXidOf } from "@aidc/domain";
import type { IntlShape } from "react-intl";

/** `XID 79: fell off the bus`; a code that nobody knows is told as it is. */
export function xidWords(intl: IntlShape, code: number): string {
  const known = knownXidOf(code);
  const meaning = known === null ? null : intl.formatMessage({ id: `alarms.xid.${known}` });
  return intl.formatMessage({ id: "alarms.xid" }, { code: String(code), meaning: meaning ?? "" }).trim();
}

const throttleBits = [8, 32, 64, 128] as const;

/** The reasons that are faults; idling and a power cap are none. */
export function throttleWords(intl: IntlShape, bits: number): string {
  const reasons = throttleBits.filter((bit) => (bits & bit) !== 0);
  return intl.formatList(
    reasons.map((bit) => intl.formatMessage({ id: `alarms.throttle.${bit}` })),
    { type: "conjunction" },
  );
}
