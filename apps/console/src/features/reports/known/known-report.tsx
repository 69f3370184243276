import type { AsKnownReport } from "@aidc/contract";
import { dayNameAt, reportPeriod, windowOfDays } from "@aidc/domain";
import { useQuery } from "@tanstack/react-query";
import { useIntl } from "react-intl";
import { api } from "../../../api/queries.ts";
import { Asked } from "../../../ui/asked.tsx";
import { showMoment } from "../../../ui/format/time.ts";
import { MarkedNote } from "../../../ui/marked-note.tsx";
import { useWords } from "../../../ui/use-words.ts";
import { ReportPaper } from "../report-paper.tsx";
import { useSay } from "../use-say.ts";

interface Known {
  readonly center: string;
  readonly period: string;
  /** A local day of the center, `2026-05-31`: all that was recorded by its end. */
  readonly day: string;
  readonly timeZone: string;
}

/** The report built anew from what had been recorded by the end of a day, and what of it could not be. */
export function KnownReport(known: Known) {
  const intl = useIntl();
  const { period, day, timeZone } = known;
  const { toMs } = windowOfDays({ firstDay: day, lastDay: day }, timeZone);
  const endMs = reportPeriod(period, timeZone).window.toMs;
  if (toMs >= endMs) return <Built {...known} />;
  const title = intl.formatMessage({ id: "known.early" }, { day, period });
  return (
    <MarkedNote mark="warning" title={title} isAlert>
      <p className="text-soft">
        {endMs <= Date.now()
          ? intl.formatMessage({ id: "known.early.from" }, { first: lastDayOf(endMs, timeZone) })
          : intl.formatMessage({ id: "known.early.running" }, { first: lastDayOf(endMs, timeZone) })}
      </p>
    </MarkedNote>
  );
}

/** All of it is recorded by the end of this day at the earliest. */
const lastDayOf = (endMs: number, timeZone: string): string => dayNameAt(endMs - 1, timeZone);

function Built({ center, period, day, timeZone }: Known) {
  const { toMs } = windowOfDays({ firstDay: day, lastDay: day }, timeZone);
  // The present day has not ended: what is known of it is what is known now.
  const on = new Date(Math.min(toMs, minuteOf(Date.now()))).toISOString();
  const known = useQuery({
    ...api.reports.asKnown.queryOptions({ input: { center, period, on } }),
    staleTime: 60_000,
  });
  return (
    <Asked query={known} lines={20}>
      {(answer) => (
        <>
          <KnownNote answer={answer} on={on} timeZone={timeZone} />
          <ReportPaper report={answer.report} />
        </>
      )}
    </Asked>
  );
}

const minuteMs = 60_000;
const minuteOf = (atMs: number): number => Math.floor(atMs / minuteMs) * minuteMs;

function KnownNote({ answer, on, timeZone }: { answer: AsKnownReport; on: string; timeZone: string }) {
  const intl = useIntl();
  const words = useWords();
  const say = useSay();
  const { inForce, parts } = answer;
  return (
    <section className="mb-6 grid gap-2 border-l-2 border-info py-1 pl-3 text-sm">
      <h2 className="font-medium">
        {intl.formatMessage(
          { id: "known.title" },
          { at: showMoment(Date.parse(on), timeZone, words.language) },
        )}
      </h2>
      <p className="text-soft">
        {inForce === null
          ? intl.formatMessage({ id: "known.none" })
          : intl.formatMessage({ id: "known.inforce" }, { number: inForce.number })}
        {inForce !== null && <Differing titles={inForce.differing.map(({ title }) => say(title))} />}
      </p>
      <ul className="grid gap-0.5 text-soft">
        {parts.map(({ kind, basis, leftOut, note }) => (
          <li key={kind}>
            <span className="mr-2 font-medium">{intl.formatMessage({ id: `known.basis.${basis}` })}</span>
            {say(note)}
            {leftOut !== null && leftOut > 0 && (
              <span className="num ml-1">{intl.formatMessage({ id: "known.left" }, { count: leftOut })}</span>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

const mostDiffering = 5;

/** What the version in force says otherwise is what changed between its draft and the day. */
function Differing({ titles }: { titles: readonly string[] }) {
  const intl = useIntl();
  const more = titles.length - mostDiffering;
  const shown = titles.slice(0, mostDiffering);
  const rest = more > 0 ? [intl.formatMessage({ id: "known.differing.more" }, { more })] : [];
  return (
    <span className="ml-1">
      {titles.length === 0
        ? intl.formatMessage({ id: "known.differing.none" })
        : intl.formatMessage(
            { id: "known.differing" },
            { count: titles.length, titles: intl.formatList([...shown, ...rest], { type: "unit" }) },
          )}
    </span>
  );
}
