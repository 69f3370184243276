import { reasonWords, signedNumber } from "@aidc/domain";
import { useCallback } from "react";
import { useIntl } from "react-intl";
import type { Difference } from "./comparison.ts";
import { useSay } from "./use-say.ts";

/** A difference as it is read: with its sign, a share in percentage points; or why there is none. */
export function useDifferenceText(): (difference: Difference, digits: number) => string {
  const intl = useIntl();
  const say = useSay();
  return useCallback(
    (difference, digits) => {
      if (difference.kind === "unknown") {
        const { reason } = difference;
        if (reason === "other_category") return intl.formatMessage({ id: "region.othercategory" });
        if (reason === "not_compared") return intl.formatMessage({ id: "reports.compare.none" });
        if (reason === "no_plan") return intl.formatMessage({ id: "reports.compare.noplan" });
        return say(reasonWords[reason]);
      }
      const { by, isShare, unit } = difference;
      const size = signedNumber(by, isShare ? Math.max(0, digits - 2) : digits);
      const told = isShare
        ? intl.formatMessage({ id: "reports.compare.points" })
        : ["ratio", "count", ""].includes(unit)
          ? ""
          : unit;
      return told === "" ? size : `${size} ${told}`;
    },
    [intl, say],
  );
}
