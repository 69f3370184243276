import type { PointBasis } from "@aidc/contract";
import { isCovered } from "@aidc/domain";
import { useQuery } from "@tanstack/react-query";
import { useIntl } from "react-intl";
import { api } from "../../api/queries.ts";
import { Asked } from "../../ui/asked.tsx";
import type { PartOfPoints } from "../../ui/origin/point-list.tsx";
import { PointList } from "../../ui/origin/point-list.tsx";
import type { Place } from "./meter-readings.tsx";
import { MeterReadings } from "./meter-readings.tsx";
import { PointCorrections } from "./point-corrections.tsx";

const placed = ["rack", "server", "accelerator"];

/** The points that a figure was made from, with their last samples and gaps; of many the places they stand in. */
export function FigureSamples({ basis, part, ...place }: Place & { basis: PointBasis; part?: PartOfPoints }) {
  const { center, figure, timeZone } = place;
  const intl = useIntl();
  const input = { center, basis, from: figure.from, to: figure.to, ...part };
  const query = useQuery(api.centers.points.queryOptions({ input }));
  return (
    <Asked query={query} lines={4}>
      {(facts) => (
        <>
          <PointList
            facts={facts}
            part={part}
            timeZone={timeZone}
            isCovered={isCovered}
            open={(inside) => <FigureSamples basis={basis} part={inside} {...place} />}
            detail={(point) => (
              <>
                <PointCorrections point={point} {...place} />
                <MeterReadings point={point} {...place} />
              </>
            )}
          />
          {facts.points.some(({ subject }) => placed.includes(subject.kind)) && (
            <p className="text-sm text-soft">{intl.formatMessage({ id: "reports.readings.racks" })}</p>
          )}
        </>
      )}
    </Asked>
  );
}
