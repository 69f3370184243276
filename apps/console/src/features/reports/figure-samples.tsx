import type { Figure } from "@aidc/contract";
import { figureNameSchema } from "@aidc/contract";
import { useQuery } from "@tanstack/react-query";
import { api } from "../../api/queries.ts";
import { PointList } from "../../ui/origin/point-list.tsx";
import { Asked } from "./asked.tsx";

/** The points behind a figure with their last samples and gaps; figures of contracts and papers have none. */
export function FigureSamples(props: { figure: Figure; center: string; timeZone: string }) {
  const name = figureNameSchema.safeParse(props.figure.name);
  return name.success ? <Points {...props} name={name.data} /> : null;
}

function Points(props: {
  figure: Figure;
  center: string;
  timeZone: string;
  name: ReturnType<typeof figureNameSchema.parse>;
}) {
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
