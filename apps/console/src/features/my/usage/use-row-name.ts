import { useIntl } from "react-intl";
import { showDate } from "../../../ui/format/time.ts";
import { useMyTenant } from "../my-tenant.tsx";
import { useModelName } from "../use-model-name.ts";
import type { Split, UsageRow } from "./usage-rows.ts";

/**
 * What a row is called: a day on the center's calendar, a model by its maker's name, else its own name. A job that its
 * scheduler gave none is known by its number.
 */
export function useRowName(by: Split): (row: UsageRow) => string {
  const intl = useIntl();
  const modelName = useModelName();
  const { timeZone } = useMyTenant().state.center;
  return (row) => {
    if (by === "day" && row.from) return showDate(Date.parse(row.from), timeZone, intl.locale);
    if (by === "job" && row.name === "") return row.key;
    if (row.name === "") return intl.formatMessage({ id: "app.unknown" });
    return by === "model" ? modelName(row.name) : row.name;
  };
}
