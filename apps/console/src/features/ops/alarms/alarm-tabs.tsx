import { useNavigate } from "@tanstack/react-router";
import { useIntl } from "react-intl";
import { Choice } from "../../../ui/choice.tsx";

const views = ["board", "journal", "grade", "rules"] as const;
export type AlarmTab = (typeof views)[number];

/** The views of the alarm system: three of the alarms' page, and the rules on a page of their own. */
export function AlarmTabs({ view }: { view: AlarmTab }) {
  const intl = useIntl();
  const navigate = useNavigate();
  const go = (next: AlarmTab) => {
    if (next === "rules") void navigate({ to: "/ops/alarms/rules" });
    else void navigate({ to: "/ops/alarms", search: { view: next } });
  };
  return (
    <Choice
      label={intl.formatMessage({ id: "alarms.view" })}
      value={view}
      options={views.map((value) => ({ value, text: intl.formatMessage({ id: `alarms.view.${value}` }) }))}
      onChange={go}
    />
  );
}
