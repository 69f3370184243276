import { touches, windowOfCorrection } from "@aidc/domain";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useIntl } from "react-intl";
import { api } from "../../api/queries.ts";
import { Asked } from "../../ui/asked.tsx";
import type { Point } from "../../ui/origin/point-list.tsx";
import { correctionRow } from "../../ui/record-rows.ts";
import type { Place } from "./meter-readings.tsx";

/** What stands beside the samples of a point in the window of the figure: kind, time, amount, why, and who said so. */
export function PointCorrections({ point, figure, center, timeZone }: Place & { point: Point }) {
  const intl = useIntl();
  const records = useQuery(api.corrections.list.queryOptions({ input: { center } }));
  // They put energy right: of a meter that also sends power they are told once.
  if (point.quantity === "volume") return null;
  const window = { fromMs: Date.parse(figure.from), toMs: Date.parse(figure.to) };
  return (
    <Asked query={records} lines={1}>
      {({ corrections }) => {
        const rows = corrections
          .filter(
            (one) =>
              one.withdrawal === null &&
              one.draft.subject.kind === point.subject.kind &&
              one.draft.subject.id === point.subject.id &&
              touches(windowOfCorrection(one), window),
          )
          .map((one) => correctionRow(one, intl, timeZone));
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
