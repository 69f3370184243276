import type { Figure, MeterReadings as Readings, Window } from "@aidc/contract";
import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { useIntl } from "react-intl";
import { describeFailure } from "../../api/failure.ts";
import { api } from "../../api/queries.ts";
import { Asked } from "../../ui/asked.tsx";
import { Button } from "../../ui/button.tsx";
import { showMoment, showSpan, showZone } from "../../ui/format/time.ts";
import type { Point } from "../../ui/origin/point-list.tsx";
import { useWords } from "../../ui/use-words.ts";
import { gatherMonths } from "./gather-months.ts";
import { ReadingTable } from "./reading-table.tsx";

export interface Place {
  readonly figure: Figure;
  readonly center: string;
  readonly timeZone: string;
}

const energies = ["energy", "power", "dc_power", "volume"] as const;

/** What a meter said in the window of the figure: months of a long one, days, then the hours of one, then the samples of an hour. */
export function MeterReadings({ point, ...place }: Place & { point: Point }) {
  const { subject, quantity, series } = point;
  const intl = useIntl();
  const [isOpen, setOpen] = useState(false);
  const known = energies.find((each) => each === quantity);
  if (subject.kind !== "meter" || series === null || !known) return null;
  return (
    <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary className="min-h-8 cursor-pointer py-1">
        {intl.formatMessage({ id: "reports.readings" })}
      </summary>
      {isOpen && <Opened meter={subject.id} quantity={known} {...place} />}
    </details>
  );
}

function Opened(props: Place & { meter: string; quantity: (typeof energies)[number] }) {
  const { figure, center, meter, quantity, timeZone } = props;
  const intl = useIntl();
  const { language } = useWords();
  /** Windows inside each other, the innermost last. */
  const [inside, setInside] = useState<readonly Window[]>([]);
  const { from, to } = inside.at(-1) ?? figure;
  const readings = useQuery(
    api.meters.readings.queryOptions({ input: { center, meter, quantity, from, to } }),
  );
  if (readings.error && describeFailure(readings.error).code === "forbidden")
    return <p className="text-soft">{intl.formatMessage({ id: "reports.readings.few" })}</p>;
  return (
    <div className="grid gap-2 border-l border-rule pl-3">
      <p className="num">{showSpan(Date.parse(from), Date.parse(to), timeZone, language)}</p>
      {inside.length > 0 && (
        <Button className="justify-self-start" onClick={() => setInside(inside.slice(0, -1))}>
          {intl.formatMessage({ id: "reports.readings.back" })}
        </Button>
      )}
      <Asked query={readings} lines={4}>
        {(told) => (
          <Told readings={told} timeZone={timeZone} onOpen={(part) => setInside([...inside, part])} />
        )}
      </Asked>
    </div>
  );
}

function Told(props: { readings: Readings; timeZone: string; onOpen: (part: Window) => void }) {
  const { readings, timeZone, onOpen } = props;
  const intl = useIntl();
  const months = useMemo(() => gatherMonths(readings.parts, timeZone), [readings, timeZone]);
  const shown = months ? { ...readings, parts: months } : readings;
  return (
    <>
      <Edges readings={readings} timeZone={timeZone} />
      {months && <p className="text-faint">{intl.formatMessage({ id: "reports.readings.months" })}</p>}
      <ReadingTable readings={shown} timeZone={timeZone} isByMonth={months !== null} onOpen={onOpen} />
    </>
  );
}

/** The samples that the window begins and ends with. */
function Edges({ readings, timeZone }: { readings: Readings; timeZone: string }) {
  const intl = useIntl();
  const { edges, sampleUnit } = readings;
  return (["from", "to"] as const).map((edge) => {
    const sample = edges[edge];
    const atMs = sample && Date.parse(sample.at);
    return (
      <p key={edge} className="text-faint">
        {intl.formatMessage({ id: `reports.readings.${edge}` })}
        {": "}
        <span className="num">
          {sample && atMs
            ? `${intl.formatNumber(sample.value, { maximumFractionDigits: 6 })}\u202f${sampleUnit}, ${showMoment(atMs, timeZone, intl.locale)} ${showZone(atMs, timeZone)}`
            : intl.formatMessage({ id: "reason.no_data" })}
        </span>
      </p>
    );
  });
}
