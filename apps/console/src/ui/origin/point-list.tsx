import type { explanationSchema } from "@aidc/contract";
import { useIntl } from "react-intl";
import type { z } from "zod";
import { showMoment } from "../format/time.ts";
import { nounAndName } from "../noun-and-name.ts";
import { useWords } from "../use-words.ts";

type Point = z.infer<typeof explanationSchema>["points"][number];

/** Gaps named one by one; the rest are counted. */
const gapsNamed = 3;

export function PointList({
  points,
  total,
  timeZone,
  isCovered,
}: {
  points: readonly Point[];
  total: number;
  timeZone: string;
  /** The gate of coverage that figures are judged by. */
  isCovered: (coverage: number) => boolean;
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
          />
        ))}
      </ul>
    </section>
  );
}

function PointRow(props: { point: Point; timeZone: string; isWhole: boolean }) {
  const { point, timeZone, isWhole } = props;
  const intl = useIntl();
  const words = useWords();
  const { subject, quantity, series, source, lastSampleAt, coverage, gaps } = point;
  const show = (iso: string) => showMoment(Date.parse(iso), timeZone, words.language);
  const named = gaps.slice(0, gapsNamed).map(({ from, to }) => `${show(from)} \u2013 ${show(to)}`);
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
        {[source, lastSampleAt && `${intl.formatMessage({ id: "explain.last" })} ${show(lastSampleAt)}`]
          .filter(Boolean)
          .join(" · ")}
      </p>
      <GapLine named={[...named, ...more]} isWhole={isWhole} />
    </li>
  );
}

/** Says "no gaps" only where the coverage agrees. */
function GapLine({ named, isWhole }: { named: readonly string[]; isWhole: boolean }) {
  const intl = useIntl();
  if (named.length > 0) return <p>{`${intl.formatMessage({ id: "explain.gaps" })}: ${named.join("; ")}`}</p>;
  return isWhole && <p className="text-faint">{intl.formatMessage({ id: "explain.gaps.none" })}</p>;
}
