import type { historySchema, Quantity, Subject } from "@aidc/contract";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { lazy, Suspense, useMemo } from "react";
import { useIntl } from "react-intl";
import type { z } from "zod";
import { describeFailure } from "../../../api/failure.ts";
import { api } from "../../../api/queries.ts";
import { Button } from "../../../ui/button.tsx";
import type { ChartBucket } from "../../../ui/charts/history-chart.tsx";
import { Choice } from "../../../ui/choice.tsx";
import { FailureNote } from "../../../ui/failure-note.tsx";
import { Section } from "../../../ui/section.tsx";
import { Skeleton } from "../../../ui/skeleton.tsx";
import { useElementSize } from "../../../ui/use-element-size.ts";
import { useWords } from "../../../ui/use-words.ts";
import { ticksOver } from "../leases/time-scale.ts";
import { useOpsCenter } from "../ops-center.tsx";
import { PeriodTools } from "../period-tools.tsx";
import type { Range } from "../use-window.ts";
import { useOpsWindow } from "../use-window.ts";
import { HistorySentence } from "./history-sentence.tsx";
import { HistoryTable } from "./history-table.tsx";

/** The chart library comes only with the first chart. */
const HistoryChart = lazy(() =>
  import("../../../ui/charts/history-chart.tsx").then((module) => ({ default: module.HistoryChart })),
);
const DenseChart = lazy(() =>
  import("../../../ui/charts/dense-chart.tsx").then((module) => ({ default: module.DenseChart })),
);

const route = getRouteApi("/ops/racks/$center/$rack");
/** Above this the light canvas chart draws; below it the one with axes and keyboard. */
const denseFrom = 600;

/** What has a history on this page. */
type ShownQuantity = Extract<
  Quantity,
  "power" | "inlet_temperature" | "outlet_temperature" | "relative_humidity" | "utilisation" | "temperature"
>;

/** A quantity of the rack or of what stands in it, over the page's period: one sentence, then the curve or the table. */
export function SubjectHistory(props: {
  centerId: string;
  subject: Subject;
  quantities: readonly [ShownQuantity, ...ShownQuantity[]];
  limitW: number | null;
}) {
  const { centerId, subject, quantities, limitW } = props;
  const intl = useIntl();
  const { quantity: asked, as = "chart" } = route.useSearch();
  const quantity = quantities.find((each) => each === asked) ?? quantities[0];
  const period = useOpsWindow("24h");
  const { range, window } = period;
  const history = useQuery({
    ...api.centers.history.queryOptions({
      input: {
        center: centerId,
        subjectKind: subject.kind,
        subjectId: subject.id,
        quantity,
        from: window?.from ?? "",
        to: window?.to ?? "",
      },
    }),
    enabled: window !== null,
    placeholderData: (before) => before,
  });
  const failure = history.error && describeFailure(history.error);
  return (
    <Section
      title={intl.formatMessage({ id: "rack.history" })}
      aside={<PeriodTools period={period} rack={subject.kind === "rack" ? subject.id : ""} />}
    >
      <HistoryTools quantities={quantities} quantity={quantity} as={as} />
      {history.isPending && <Skeleton lines={8} />}
      {failure && (
        <FailureNote
          code={failure.code}
          requestId={failure.requestId}
          onRetry={() => void history.refetch()}
        />
      )}
      {history.data && (
        <Drawn history={history.data} quantity={quantity} as={as} range={range} limitW={limitW} />
      )}
    </Section>
  );
}

function Drawn(props: {
  history: z.infer<typeof historySchema>;
  quantity: ShownQuantity;
  as: "chart" | "table";
  range: Range;
  limitW: number | null;
}) {
  const { history, quantity, as, range, limitW } = props;
  const words = useWords();
  const { timeZone } = useOpsCenter();
  const { unit, buckets, reason } = history;
  const [box, { width }] = useElementSize<HTMLDivElement>();
  const ticks = useMemo(() => ticksOf(buckets, width, timeZone), [buckets, width, timeZone]);
  if (reason !== undefined) return <p className="text-soft">{words.reason(reason)}</p>;
  const limit = quantity === "power" ? limitW : null;
  const Chart = buckets.length > denseFrom ? DenseChart : HistoryChart;
  return (
    <div ref={box} className="grid gap-3">
      <HistorySentence buckets={buckets} quantity={quantity} unit={unit} range={range} />
      {as === "table" && <HistoryTable buckets={buckets} unit={unit} timeZone={timeZone} />}
      {as === "chart" && buckets.some(({ mean }) => mean !== null) && (
        <Suspense fallback={<Skeleton lines={8} />}>
          <Chart buckets={buckets} unit={unit} limit={limit} timeZone={timeZone} ticks={ticks} />
        </Suspense>
      )}
    </div>
  );
}

function ticksOf(buckets: readonly ChartBucket[], widthPx: number, timeZone: string) {
  const [first, last] = [buckets[0], buckets.at(-1)];
  if (!first || !last || widthPx === 0) return [];
  return ticksOver({ fromMs: Date.parse(first.at), toMs: Date.parse(last.at) }, widthPx, timeZone);
}

function HistoryTools(props: {
  quantities: readonly ShownQuantity[];
  quantity: ShownQuantity;
  as: "chart" | "table";
}) {
  const { quantities, quantity, as } = props;
  const intl = useIntl();
  const navigate = route.useNavigate();
  const other = as === "chart" ? "table" : "chart";
  return (
    <div className="mb-3 flex flex-wrap items-center gap-2">
      <Choice
        label={intl.formatMessage({ id: "rack.history.quantity" })}
        value={quantity}
        options={quantities.map((value) => ({
          value,
          text: intl.formatMessage({ id: `quantity.${value}` }),
        }))}
        onChange={(value) => void navigate({ search: (before) => ({ ...before, quantity: value }) })}
      />
      <Button look="quiet" onClick={() => void navigate({ search: (before) => ({ ...before, as: other }) })}>
        {intl.formatMessage({ id: `rack.${other}` })}
      </Button>
    </div>
  );
}
