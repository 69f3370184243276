import type { NoticeTarget } from "@aidc/contract";
import { useMemo } from "react";
import type { IntlShape } from "react-intl";
import { useIntl } from "react-intl";
import { useServerNowMs } from "../../../live/use-server-now.ts";
import type { Column } from "../../../ui/data-table.tsx";
import { MarkedText, RowButton } from "../../../ui/marked-text.tsx";
import type { Mark } from "../../../ui/state-mark.tsx";
import { useWords } from "../../../ui/use-words.ts";
import { useDeskSearch } from "../use-desk-search.ts";

const stateMarks: Readonly<Record<NoticeTarget["state"] | "off", Mark>> = {
  untried: "unknown",
  delivered: "normal",
  failing: "warning",
  given_up: "critical",
  off: "unknown",
};
const dash = "\u2014";

const stateOf = ({ enabled, state }: NoticeTarget) => (enabled ? state : "off");

export function useTargetColumns(): readonly Column<NoticeTarget>[] {
  const intl = useIntl();
  return useMemo(
    () => [
      ...placeColumns(intl),
      ...toldColumns(intl),
      {
        id: "last",
        label: intl.formatMessage({ id: "notices.column.last" }),
        value: ({ lastAttempt }) => lastAttempt?.at ?? null,
        draw: (target) => <LastAttempt target={target} />,
      },
      {
        id: "waiting",
        label: intl.formatMessage({ id: "notices.column.waiting" }),
        value: ({ waiting }) => waiting,
        draw: ({ waiting }) => (waiting === 0 ? dash : intl.formatNumber(waiting)),
        isNumber: true,
      },
      {
        id: "deeds",
        label: intl.formatMessage({ id: "notices.column.deeds" }),
        value: () => "",
        draw: (target) => <Deeds id={target.id} />,
      },
    ],
    [intl],
  );
}

function placeColumns(intl: IntlShape): readonly Column<NoticeTarget>[] {
  return [
    { id: "name", label: intl.formatMessage({ id: "column.name" }), value: ({ name }) => name },
    {
      id: "state",
      label: intl.formatMessage({ id: "column.state" }),
      value: (target) => intl.formatMessage({ id: `notices.state.${stateOf(target)}` }),
      draw: (target) => (
        <MarkedText mark={stateMarks[stateOf(target)]}>
          {intl.formatMessage({ id: `notices.state.${stateOf(target)}` })}
        </MarkedText>
      ),
    },
    {
      id: "kind",
      label: intl.formatMessage({ id: "notices.kind" }),
      value: ({ kind }) => intl.formatMessage({ id: `notices.kind.${kind}` }),
    },
    {
      id: "destination",
      label: intl.formatMessage({ id: "notices.column.destination" }),
      value: ({ destination }) => destination,
      draw: ({ destination }) => <span className="break-all">{destination}</span>,
      isFaint: true,
    },
  ];
}

function toldColumns(intl: IntlShape): readonly Column<NoticeTarget>[] {
  return [
    {
      id: "told",
      label: intl.formatMessage({ id: "notices.column.told" }),
      value: ({ severities, events }) =>
        [
          severities.map((severity) => intl.formatMessage({ id: `alarms.severity.${severity}` })),
          events.map((event) => intl.formatMessage({ id: `notices.event.${event}` })),
        ]
          .map((words) => intl.formatList(words, { type: "unit" }))
          .join(" \u00b7 "),
    },
    {
      id: "digest",
      label: intl.formatMessage({ id: "notices.column.digest" }),
      value: ({ digestMinutes, quiet }) =>
        intl.formatMessage(
          { id: quiet ? "notices.pace.quiet" : "notices.pace" },
          { minutes: digestMinutes, from: quiet?.from, to: quiet?.to },
        ),
    },
  ];
}

/** When it was, and what the other side really said. */
function LastAttempt({ target: { lastAttempt } }: { target: NoticeTarget }) {
  const intl = useIntl();
  const words = useWords();
  const nowMs = useServerNowMs();
  if (lastAttempt === null) return dash;
  const { at, status, answer, isTest } = lastAttempt;
  const age = words.age(Math.max(0, nowMs - Date.parse(at)));
  return (
    <span className="grid max-w-80">
      <span>
        {intl.formatMessage({ id: isTest ? "notices.ago.test" : "notices.ago" }, { age })}
        {status !== null && ` \u00b7 HTTP ${status}`}
      </span>
      <span className="truncate font-mono text-xs text-faint" title={answer}>
        {answer}
      </span>
    </span>
  );
}

function Deeds({ id }: { id: string }) {
  const intl = useIntl();
  const { change } = useDeskSearch();
  return (
    <span className="flex gap-3 whitespace-nowrap">
      <RowButton onClick={() => change({ open: id, form: undefined })}>
        {intl.formatMessage({ id: "notices.open" })}
      </RowButton>
      <RowButton onClick={() => change({ open: id, form: "change" })}>
        {intl.formatMessage({ id: "notices.change" })}
      </RowButton>
    </span>
  );
}
