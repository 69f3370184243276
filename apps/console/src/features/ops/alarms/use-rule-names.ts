import { useQuery } from "@tanstack/react-query";
import { useCallback, useMemo } from "react";
import { useIntl } from "react-intl";
import { api } from "../../../api/queries.ts";
import { splitName } from "../../../ui/center-name.ts";
import { useOpsCenter } from "../ops-center.tsx";

/** What people call an alarm that only its id is known of: `<rule>/<subject kind>/<subject id>`. */
export function useRuleNames(): (alarm: string) => { readonly name: string; readonly subject: string } {
  const intl = useIntl();
  const { id: center } = useOpsCenter();
  const rules = useQuery(api.alarms.rules.queryOptions({ input: { center } }));
  const names = useMemo(
    () => new Map(rules.data?.map((rule) => [rule.id, splitName(rule, intl.locale)[0]])),
    [rules.data, intl.locale],
  );
  return useCallback(
    (alarm) => {
      const [rule = alarm, ...rest] = alarm.split("/");
      return { name: names.get(rule) ?? rule, subject: rest.slice(1).join("/") };
    },
    [names],
  );
}
