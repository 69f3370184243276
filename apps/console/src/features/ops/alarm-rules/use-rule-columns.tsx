import type { AlarmRule } from "@aidc/contract";
import { severities } from "@aidc/contract";
import { useMemo } from "react";
import { useIntl } from "react-intl";
import { splitName } from "../../../ui/center-name.ts";
import type { Column } from "../../../ui/data-table.tsx";
import { RowButton } from "../../../ui/marked-text.tsx";
import { SeverityMark } from "../../../ui/severity-mark.tsx";
import { useWords } from "../../../ui/use-words.ts";
import { useAlarmWords } from "../alarms/use-alarm-words.ts";
import { useDeskSearch } from "../use-desk-search.ts";
import { sayBeyondClass, sayCondition } from "./say-condition.ts";
import { useRuleWords } from "./use-rule-words.ts";

export interface RuleInForce extends AlarmRule {
  readonly version: number;
  readonly since: string;
  readonly enabled: boolean;
}

export function useRuleColumns(): readonly Column<RuleInForce>[] {
  const intl = useIntl();
  const alarmWords = useAlarmWords();
  const words = useRuleWords();
  const shown = useWords();
  const { change } = useDeskSearch();
  return useMemo(
    () => [
      {
        id: "name",
        label: intl.formatMessage({ id: "rules.column.rule" }),
        value: (rule) => splitName(rule, intl.locale)[0],
        draw: (rule) => (
          <RowButton onClick={() => change({ open: rule.id, form: undefined })}>
            {splitName(rule, intl.locale)[0]}
          </RowButton>
        ),
      },
      {
        id: "severity",
        label: intl.formatMessage({ id: "alarms.severity" }),
        value: ({ severity }) => severities.indexOf(severity) + 1,
        told: alarmWords.severity,
        draw: (rule) => (
          <span className="inline-flex items-center gap-1.5 whitespace-nowrap">
            <SeverityMark severity={rule.severity} isQuiet={!rule.enabled} className="size-3" />
            {alarmWords.severity(rule)}
          </span>
        ),
      },
      { id: "kind", label: words.field("kind"), value: ({ condition: { kind } }) => words.kind(kind) },
      {
        id: "condition",
        label: words.field("condition"),
        value: ({ condition }) =>
          [sayCondition(condition, intl, shown), sayBeyondClass(condition, intl)].filter(Boolean).join(" "),
      },
      { id: "on", label: words.field("onDelayS"), value: ({ onDelayS }) => onDelayS, isNumber: true },
      { id: "off", label: words.field("offDelayS"), value: ({ offDelayS }) => offDelayS, isNumber: true },
      {
        id: "state",
        label: intl.formatMessage({ id: "rules.column.state" }),
        value: ({ enabled }) => intl.formatMessage({ id: enabled ? "rules.on" : "rules.off" }),
      },
      {
        id: "version",
        label: intl.formatMessage({ id: "rules.column.version" }),
        value: ({ version }) => version,
        isNumber: true,
      },
      {
        id: "since",
        label: intl.formatMessage({ id: "rules.column.since" }),
        value: ({ since }) => since,
        draw: ({ since }) => <Moment>{alarmWords.moment(Date.parse(since))}</Moment>,
      },
    ],
    [intl, alarmWords, words, shown, change],
  );
}

function Moment({ children }: { children: string }) {
  return <span className="num whitespace-nowrap">{children}</span>;
}
