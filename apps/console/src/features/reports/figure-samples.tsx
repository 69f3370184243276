import type { Figure, FigureName } from "@aidc/contract";
import { useQuery } from "@tanstack/react-query";
import { api } from "../../api/queries.ts";
import { PointList } from "../../ui/origin/point-list.tsx";
import { Asked } from "./asked.tsx";

/** The points behind a figure with their last samples and gaps. */
export function FigureSamples(props: { name: FigureName; figure: Figure; center: string; timeZone: string }) {
  const { figure, center, timeZone, name } = props;
  const explained = useQuery(
    api.centers.explain.queryOptions({ input: { center, name, from: figure.from, to: figure.to } }),
  );
  return (
    <Asked query={explained} lines={4}>
      {({ points, pointCount }) => <PointList points={points} total={pointCount} timeZone={timeZone} />}
    </Asked>
  );
}
