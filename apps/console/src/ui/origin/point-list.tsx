import type { PointFacts } from "@aidc/contract";
import type { ReactNode } from "react";
import { useState } from "react";
import type { IntlShape } from "react-intl";
import { useIntl } from "react-intl";
import { showMoment, showSpan, showZone } from "../format/time.ts";
import { nounAndName } from "../noun-and-name.ts";
import { useWords } from "../use-words.ts";

export type Point = PointFacts["points"][number];

/** What of the points is asked for: those inside a place, from a line on. */
export interface PartOfPoints {
  readonly within?: string;
  readonly offset?: number;
}

/** Gaps named one by one; the rest are counted. */
const gapsNamed = 3;

interface PointListProps {
  facts: PointFacts;
  /** Which part of the points these are; absent: the first page of all. */
  part?: PartOfPoints | undefined;
  timeZone: string;
  /** The gate of coverage that figures are judged by. */
  isCovered: (coverage: number) => boolean;
  /** Another part of the same points, asked for when it is opened. */
  open: (part: PartOfPoints) => ReactNode;
  /** What opens below a point, where the page has something to open. */
  detail?: (point: Point) => ReactNode;
}

export function PointList(props: PointListProps) {
  const { facts, part = {}, open } = props;
  const intl = useIntl();
  const { pointCount, next, unnamedCount } = facts;
  const isWhole = part.within === undefined && part.offset === undefined;
  if (unnamedCount === null)
    return <p className="text-sm text-soft">{intl.formatMessage({ id: "explain.points.withheld" })}</p>;
  const unnamed = unnamedCount > 0 && (
    <p className="text-sm text-soft">
      {intl.formatMessage({ id: "explain.points.unnamed" }, { count: unnamedCount })}
    </p>
  );
  if (pointCount === 0 && unnamed) return unnamed;
  if (pointCount === 0)
    return <p className="text-sm text-faint">{intl.formatMessage({ id: "explain.points.none" })}</p>;
  return (
    <section className={isWhole ? undefined : "border-l border-rule pl-3"}>
      {isWhole && (
        <h4 className="mb-1 flex justify-between font-semibold">
          {intl.formatMessage({ id: "explain.points" })}
          <span className="font-normal text-faint">{countOf(pointCount, intl)}</span>
        </h4>
      )}
      <Lines {...props} />
      {next !== null && (
        <Fold title={intl.formatMessage({ id: "explain.points.next" })}>
          {() => open({ ...part, offset: next })}
        </Fold>
      )}
      {unnamed}
    </section>
  );
}

function Lines({ facts: { groups, points }, timeZone, isCovered, open, detail }: PointListProps) {
  const intl = useIntl();
  return (
    <ul className="text-sm">
      {groups.map(({ kind, id, points: count }) => (
        <li key={`${kind} ${id}`} className="border-t border-rule">
          <Fold
            title={nounAndName(intl.formatMessage({ id: `subject.${kind}` }), id)}
            aside={countOf(count, intl)}
          >
            {() => open({ within: `${kind}:${id}` })}
          </Fold>
        </li>
      ))}
      {points.map((point) => (
        <PointRow
          key={`${point.subject.kind} ${point.subject.id} ${point.quantity}`}
          point={point}
          timeZone={timeZone}
          isWhole={isCovered(point.coverage)}
        >
          {detail?.(point)}
        </PointRow>
      ))}
    </ul>
  );
}

const countOf = (count: number, intl: IntlShape): string =>
  intl.formatMessage({ id: "explain.points.count" }, { count });

/** What is inside is asked for when it is opened. */
function Fold({ title, aside, children }: { title: string; aside?: string; children: () => ReactNode }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary className="min-h-8 cursor-pointer py-1 text-sm">
        <span className="font-medium">{title}</span>
        {aside && <span className="num float-right text-faint">{aside}</span>}
      </summary>
      {isOpen && children()}
    </details>
  );
}

function PointRow(props: { point: Point; timeZone: string; isWhole: boolean; children: ReactNode }) {
  const { point, timeZone, isWhole, children } = props;
  const intl = useIntl();
  const words = useWords();
  const { subject, quantity, series, source, lastSampleAt, coverage, gaps } = point;
  const named = gaps
    .slice(0, gapsNamed)
    .map(({ from, to }) => showSpan(Date.parse(from), Date.parse(to), timeZone, words.language));
  const lastMs = lastSampleAt && Date.parse(lastSampleAt);
  const last = lastMs && `${showMoment(lastMs, timeZone, words.language)} ${showZone(lastMs, timeZone)}`;
  const more =
    gaps.length > gapsNamed
      ? [intl.formatMessage({ id: "explain.gaps.more" }, { count: gaps.length - gapsNamed })]
      : [];
  return (
    <li className="border-t border-rule py-2">
      <div className="flex justify-between gap-4">
        <span className="font-medium">
          {`${nounAndName(intl.formatMessage({ id: `subject.${subject.kind}` }), subject.id)}, ${intl.formatMessage({ id: `quantity.${quantity}` })}`}
        </span>
        <span className="num whitespace-nowrap">{words.coverage(coverage)}</span>
      </div>
      <p className="break-all font-mono text-xs text-faint">
        {series ?? intl.formatMessage({ id: "explain.unbound" })}
      </p>
      <p className="text-faint">
        {[source, last && `${intl.formatMessage({ id: "explain.last" })} ${last}`]
          .filter(Boolean)
          .join(" · ")}
      </p>
      <GapLine named={[...named, ...more]} isWhole={isWhole} />
      {children}
    </li>
  );
}

/** Says "no gaps" only where the coverage agrees. */
function GapLine({ named, isWhole }: { named: readonly string[]; isWhole: boolean }) {
  const intl = useIntl();
  if (named.length > 0) return <p>{`${intl.formatMessage({ id: "explain.gaps" })}: ${named.join("; ")}`}</p>;
  return isWhole && <p className="text-faint">{intl.formatMessage({ id: "explain.gaps.none" })}</p>;
}
