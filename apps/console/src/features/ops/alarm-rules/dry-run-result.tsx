import { useIntl } from "react-intl";
import type { client } from "../../../api/client.ts";
import { Reading } from "../../../ui/reading.tsx";
import { Cell, HeadCell, Table } from "../../../ui/table.tsx";
import { useAlarmWords } from "../alarms/use-alarm-words.ts";

type Found = Awaited<ReturnType<typeof client.alarms.dryRun>>;
const mostLines = 50;

/** How often and on how many things, the tried rule beside the one in force; then each time one by one. */
export function DryRunResult({ found }: { found: Found }) {
  const intl = useIntl();
  const words = useAlarmWords();
  const { inForce, occurrences, more } = found;
  const tried = { occurrences: occurrences.length + more, subjects: found.subjects };
  return (
    <div className="grid gap-3" role="status">
      <Table>
        <thead>
          <tr>
            <HeadCell>{intl.formatMessage({ id: "rules.try.which" })}</HeadCell>
            <HeadCell isNumber>{intl.formatMessage({ id: "rules.try.times" })}</HeadCell>
            <HeadCell isNumber>{intl.formatMessage({ id: "rules.try.subjects" })}</HeadCell>
          </tr>
        </thead>
        <tbody>
          <Line name={intl.formatMessage({ id: "rules.try.draft" })} counts={tried} isStrong />
          {inForce && (
            <>
              <Line
                name={intl.formatMessage({ id: "rules.try.inForce" }, { version: inForce.version })}
                counts={inForce.wouldRaise}
              />
              <Line name={intl.formatMessage({ id: "rules.try.raised" })} counts={inForce.raised} />
            </>
          )}
        </tbody>
      </Table>
      {tried.occurrences === 0 && (
        <p className="text-sm text-soft">{intl.formatMessage({ id: "rules.try.quiet" })}</p>
      )}
      {occurrences.length > 0 && (
        <details className="text-sm">
          <summary className="min-h-8 cursor-pointer py-1">
            {tried.occurrences > mostLines
              ? intl.formatMessage({ id: "rules.try.first" }, { all: tried.occurrences, shown: mostLines })
              : intl.formatMessage({ id: "rules.try.list" }, { count: tried.occurrences })}
          </summary>
          <ul className="grid max-h-72 gap-1 overflow-y-auto pt-1" tabIndex={-1}>
            {occurrences.slice(0, mostLines).map(({ subject, from, to }) => (
              <li key={`${subject.kind}/${subject.id} ${from}`} className="flex justify-between gap-4">
                <span>{subject.id}</span>
                <span className="num text-faint">
                  {words.short(Date.parse(from))} –{" "}
                  {to === null ? intl.formatMessage({ id: "rules.try.still" }) : words.short(Date.parse(to))}
                </span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}

function Line(props: {
  name: string;
  counts: { readonly occurrences: number; readonly subjects: number } | null;
  isStrong?: boolean;
}) {
  const { name, counts, isStrong } = props;
  const show = (count: number | undefined) =>
    count === undefined ? "\u2014" : <Reading value={count} unit="count" />;
  return (
    <tr className={isStrong ? "font-medium" : ""}>
      <Cell>{name}</Cell>
      <Cell isNumber>{show(counts?.occurrences)}</Cell>
      <Cell isNumber>{show(counts?.subjects)}</Cell>
    </tr>
  );
}
