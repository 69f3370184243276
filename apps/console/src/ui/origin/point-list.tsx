import type { explanationSchema } from "@aidc/contract";
import type { ReactNode } from "react";
import { useIntl } from "react-intl";
import type { z } from "zod";
import { showMoment, showSpan, showZone } from "../format/time.ts";
import { nounAndName } from "../noun-and-name.ts";
import { useWords } from "../use-words.ts";

export type Point = z.infer<typeof explanationSchema>["points"][number];

/** Gaps named one by one; the rest are counted. */
const gapsNamed = 3;

export function PointList({
  points,
  total,
  timeZone,
  isCovered,
  detail,
}: {
  points: readonly Point[];
  total: number;
  timeZone: string;
  /** The gate of coverage that figures are judged by. */
  isCovered: (coverage: number) => boolean;
  /** What opens below a point, where the page has something to open. */
  detail?: (point: Point) => ReactNode;
}) {
  const intl = useIntl();
  if (total === 0)
    return <p className="text-sm text-faint">{intl.formatMessage({ id: "explain.points.none" })}</p>;
  return (
    <section>
      <h4 className="mb-1 flex justify-between font-semibold">
        {intl.formatMessage({ id: "explain.points" })}
        <span className="font-normal text-faint">
          {intl.formatMessage({ id: "explain.points.cut" }, { shown: points.length, total })}
        </span>
      </h4>
      <ul className="text-sm">
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
    </section>
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
