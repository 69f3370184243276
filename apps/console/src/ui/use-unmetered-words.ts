import type { WallState } from "@aidc/contract";
import { useIntl } from "react-intl";

/** What stands in the facility and not in the IT of a PUE. @returns null: nothing, as far as it can be told */
export function useUnmeteredWords(): (unmetered: WallState["unmetered"]) => string | null {
  const intl = useIntl();
  return (unmetered) => {
    if (!unmetered) return null;
    const { names, ...counts } = unmetered;
    return intl.formatMessage(
      { id: "wall.pue.unmetered" },
      { ...counts, names: intl.formatList(names, { type: "unit" }) },
    );
  };
}
