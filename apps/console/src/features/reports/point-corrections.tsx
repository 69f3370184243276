import type { Correction, MeterReading, WindowMs } from "@aidc/contract";
import { touches, windowOfCorrection, windowOfDays } from "@aidc/domain";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useIntl } from "react-intl";
import { api } from "../../api/queries.ts";
import { Asked } from "../../ui/asked.tsx";
import type { Point } from "../../ui/origin/point-list.tsx";
import { correctionRow, readingRow } from "../../ui/record-rows.ts";
import type { Place } from "./meter-readings.tsx";

/**
 * What stands beside the samples of a point in the window of the figure, corrections, bills and readings alike: kind,
 * time, amount, why, and who said so.
 */
export function PointCorrections({ point, figure, center, timeZone }: Place & { point: Point }) {
  const intl = useIntl();
  const records = useQuery(api.corrections.list.queryOptions({ input: { center } }));
  // They put energy right: of a meter that also sends power they are told once.
  if (point.quantity === "volume") return null;
  const window = { fromMs: Date.parse(figure.from), toMs: Date.parse(figure.to) };
  return (
    <Asked query={records} lines={1}>
      {({ corrections, readings }) => {
        const corrected = corrections.filter((one) => isOfPoint(one, point, window));
        const billed = readings.filter((one) => isOfMeter(one, point, window, timeZone));
        const rows = [
          ...corrected.map((one) => correctionRow(one, intl, timeZone)),
          ...billed.map((one) => readingRow(one, intl, timeZone)),
        ];
        return (
          rows.length > 0 && (
            <ul className="my-1 border-l-2 border-faint pl-3">
              {rows.map((row) => (
                <li key={row.id}>
                  <Link
                    to="/reports"
                    search={(now) => ({ ...now, figure: undefined })}
                    hash="data_quality"
                    className="inline-block min-h-6 underline decoration-rule hover:decoration-ink"
                  >
                    {`${row.kind}, ${row.when}: ${row.said}`}
                  </Link>
                  <p className="text-faint">{`${row.reason} (${row.by}, ${row.recorded})`}</p>
                </li>
              ))}
            </ul>
          )
        );
      }}
    </Asked>
  );
}

function isOfPoint(one: Correction, { subject }: Point, window: WindowMs): boolean {
  const of = one.draft.subject;
  const isIts = of.kind === subject.kind && of.id === subject.id;
  return isIts && one.withdrawal === null && touches(windowOfCorrection(one), window);
}

function isOfMeter(one: MeterReading, { subject }: Point, window: WindowMs, timeZone: string): boolean {
  const isIts = subject.kind === "meter" && one.draft.target === subject.id;
  return isIts && one.withdrawal === null && touches(windowOfDays(one.draft, timeZone), window);
}
