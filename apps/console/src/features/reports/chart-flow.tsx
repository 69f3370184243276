import type { ReportChart } from "@aidc/contract";
import { layOutFlow, printedNumber } from "@aidc/domain";
import { useMemo } from "react";
import { FlowBands } from "../../ui/charts/flow-bands.tsx";
import { useSay } from "./use-say.ts";

/** Bands from the supply to who drew it; the table that follows in the report has the same numbers. */
export function ChartFlow({ chart }: { chart: ReportChart }) {
  const say = useSay();
  const { flow, unit, digits } = chart;
  const bands = useMemo(
    () =>
      (flow?.bands ?? []).map(({ id, title, value, isUnknown }) => ({
        id,
        value,
        isUnknown,
        name: say(title),
        shown: `${printedNumber(value, digits)} ${unit}`,
      })),
    [flow, say, unit, digits],
  );
  return flow ? (
    <FlowBands layOut={layOutFlow} bands={bands} links={flow.links} label={say(chart.title)} />
  ) : null;
}
