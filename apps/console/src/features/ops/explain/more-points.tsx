import type { FigureName, Window } from "@aidc/contract";
import { isCovered } from "@aidc/domain";
import { useQuery } from "@tanstack/react-query";
import { api } from "../../../api/queries.ts";
import { Asked } from "../../../ui/asked.tsx";
import type { PartOfPoints } from "../../../ui/origin/point-list.tsx";
import { PointList } from "../../../ui/origin/point-list.tsx";
import { useOpsCenter } from "../ops-center.tsx";

/** What is inside a place, or follows on the next page. */
export function MorePoints(props: { name: FigureName; window: Window; part: PartOfPoints }) {
  const { name, window, part } = props;
  const { id: center, timeZone } = useOpsCenter();
  const query = useQuery({
    ...api.centers.points.queryOptions({
      input: { center, basis: name, from: window.from, to: window.to, ...part },
    }),
    // A window up to now moves on each minute; what was opened inside must not close with it.
    placeholderData: (before) => before,
  });
  return (
    <Asked query={query} lines={4}>
      {(facts) => (
        <PointList
          facts={facts}
          part={part}
          timeZone={timeZone}
          isCovered={isCovered}
          open={(inside) => <MorePoints name={name} window={window} part={inside} />}
        />
      )}
    </Asked>
  );
}
