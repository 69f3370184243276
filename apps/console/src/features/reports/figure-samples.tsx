import type { FigureName, MeterRole, PointFacts } from "@aidc/contract";
import { isCovered } from "@aidc/domain";
import type { UseQueryResult } from "@tanstack/react-query";
import { useQuery } from "@tanstack/react-query";
import { useIntl } from "react-intl";
import { api } from "../../api/queries.ts";
import { Asked } from "../../ui/asked.tsx";
import { PointList } from "../../ui/origin/point-list.tsx";
import type { Place } from "./meter-readings.tsx";
import { MeterReadings } from "./meter-readings.tsx";
import { PointCorrections } from "./point-corrections.tsx";

/** The points behind a figure with their last samples and gaps. */
export function FigureSamples({ name, ...place }: Place & { name: FigureName }) {
  const { center, figure } = place;
  const input = { center, name, from: figure.from, to: figure.to };
  return <Points query={useQuery(api.centers.explain.queryOptions({ input }))} {...place} />;
}

/** The same of the meters of a role, which are in no figure of their own. */
export function MeterSamples({ role, ...place }: Place & { role: MeterRole }) {
  const { center, figure } = place;
  const input = { center, role, from: figure.from, to: figure.to };
  return <Points query={useQuery(api.centers.meterPoints.queryOptions({ input }))} {...place} />;
}

function Points({ query, ...place }: Place & { query: UseQueryResult<PointFacts, Error> }) {
  const { timeZone } = place;
  const intl = useIntl();
  return (
    <Asked query={query} lines={4}>
      {({ points, pointCount }) => (
        <>
          <PointList
            points={points}
            total={pointCount}
            timeZone={timeZone}
            isCovered={isCovered}
            detail={(point) => (
              <>
                <PointCorrections point={point} {...place} />
                <MeterReadings point={point} {...place} />
              </>
            )}
          />
          {points.some(({ subject }) => subject.kind === "rack" || subject.kind === "server") && (
            <p className="text-sm text-soft">{intl.formatMessage({ id: "reports.readings.racks" })}</p>
          )}
        </>
      )}
    </Asked>
  );
}
