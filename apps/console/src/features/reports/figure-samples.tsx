import type { Figure, FigureName, MeterRole, PointFacts } from "@aidc/contract";
import { isCovered } from "@aidc/domain";
import type { UseQueryResult } from "@tanstack/react-query";
import { useQuery } from "@tanstack/react-query";
import { api } from "../../api/queries.ts";
import { Asked } from "../../ui/asked.tsx";
import { PointList } from "../../ui/origin/point-list.tsx";

interface Place {
  readonly figure: Figure;
  readonly center: string;
  readonly timeZone: string;
}

/** The points behind a figure with their last samples and gaps. */
export function FigureSamples({ name, ...place }: Place & { name: FigureName }) {
  const { center, figure, timeZone } = place;
  const input = { center, name, from: figure.from, to: figure.to };
  return <Points query={useQuery(api.centers.explain.queryOptions({ input }))} timeZone={timeZone} />;
}

/** The same of the meters of a role, which are in no figure of their own. */
export function MeterSamples({ role, ...place }: Place & { role: MeterRole }) {
  const { center, figure, timeZone } = place;
  const input = { center, role, from: figure.from, to: figure.to };
  return <Points query={useQuery(api.centers.meterPoints.queryOptions({ input }))} timeZone={timeZone} />;
}

function Points(props: { query: UseQueryResult<PointFacts, Error>; timeZone: string }) {
  const { query, timeZone } = props;
  return (
    <Asked query={query} lines={4}>
      {({ points, pointCount }) => (
        <PointList points={points} total={pointCount} timeZone={timeZone} isCovered={isCovered} />
      )}
    </Asked>
  );
}
