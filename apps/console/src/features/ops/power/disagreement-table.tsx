import type { Comparison, Disagreement } from "@aidc/contract";
import type { ReactNode } from "react";
import { useIntl } from "react-intl";
import { CsvNumber, CsvPart } from "../../../ui/csv-part.tsx";
import { showMoment } from "../../../ui/format/time.ts";
import { PlaceName } from "../../../ui/name.tsx";
import { Reading } from "../../../ui/reading.tsx";
import { StateMark } from "../../../ui/state-mark.tsx";
import { Cell, HeadCell, Table } from "../../../ui/table.tsx";
import { useWords } from "../../../ui/use-words.ts";
import { useOpsCenter } from "../ops-center.tsx";

/** Two figures, what they may differ by, and since when they differ by more. */
export function DisagreementTable({ breaks }: { breaks: readonly Disagreement[] }) {
  const intl = useIntl();
  return (
    <Table>
      <thead>
        <tr>
          <HeadCell>{intl.formatMessage({ id: "power.column.what" })}</HeadCell>
          <HeadCell>{intl.formatMessage({ id: "power.column.first" })}</HeadCell>
          <HeadCell>{intl.formatMessage({ id: "power.column.second" })}</HeadCell>
          <HeadCell>{intl.formatMessage({ id: "power.column.band.allowed" })}</HeadCell>
          <HeadCell isNumber>{intl.formatMessage({ id: "power.column.excess" })}</HeadCell>
          <HeadCell>{intl.formatMessage({ id: "power.column.since" })}</HeadCell>
        </tr>
      </thead>
      <tbody>
        {breaks.map((found) => (
          <BreakRow key={found.id} found={found} />
        ))}
      </tbody>
    </Table>
  );
}

function BreakRow({ found }: { found: Disagreement }) {
  const intl = useIntl();
  const { now, window } = found;
  return (
    <tr data-break={found.id}>
      <Cell>
        <span className="flex items-center gap-2">
          <StateMark mark="warning" className="size-3 shrink-0" />
          <span>
            <span className="font-medium">
              <PlaceName of={found.place} />
            </span>
            <br />
            <span className="text-faint">{intl.formatMessage({ id: `power.comparison.${found.kind}` })}</span>
          </span>
        </span>
      </Cell>
      <Cell>
        <Told now={now} side="first">
          {window && <Reading value={window.first.value} unit="kWh" reason={window.first.reason} />}
        </Told>
      </Cell>
      <Cell>
        <Told now={now} side="second">
          {window && <Reading value={window.second.value} unit="kWh" reason={window.second.reason} />}
        </Told>
      </Cell>
      <Cell>
        {now && <Allowed of="now" low={now.low} high={now.high} unit={now.unit} />}
        <br />
        {window && <Allowed of="period" low={window.low} high={window.high} unit="kWh" />}
      </Cell>
      <Cell isNumber>
        {now && now.excessRatio > 0 ? <Reading value={now.excessRatio} unit="ratio" /> : ""}
      </Cell>
      <Cell>
        <Since found={found} />
      </Cell>
    </tr>
  );
}

/** One figure of this moment with who tells it; below it, what it comes to over the period. */
function Told(props: { now: Comparison | null; side: "first" | "second"; children: ReactNode }) {
  const { now, side, children } = props;
  const intl = useIntl();
  return (
    <>
      <CsvPart name={intl.formatMessage({ id: "power.part.now" })}>
        <Reading value={now?.[side].value ?? null} unit={now?.unit ?? "W"} reason="stale" />
      </CsvPart>
      {now && (
        <span className="ml-2 text-faint">
          <CsvPart name={intl.formatMessage({ id: "power.part.teller" })}>
            {intl.formatMessage({ id: `power.teller.${now[side].teller}` }, { count: now[side].count })}
          </CsvPart>
        </span>
      )}
      <br />
      <span className="text-soft">
        <CsvPart name={intl.formatMessage({ id: "power.part.period" })}>{children}</CsvPart>
      </span>
    </>
  );
}

function Allowed(props: { of: "now" | "period"; low: number | null; high: number | null; unit: string }) {
  const { of, low, high, unit } = props;
  const intl = useIntl();
  const words = useWords();
  const text =
    low !== null && high !== null
      ? words.range(Math.max(0, low), high, unit)
      : high !== null
        ? intl.formatMessage({ id: "power.atmost" }, { high: words.quantity(high, unit) })
        : "";
  const part = intl.formatMessage({ id: `power.part.${of}` });
  const named = (end: "low" | "high") => `${part}, ${intl.formatMessage({ id: `power.part.${end}` })}`;
  return (
    <span className="num whitespace-nowrap">
      {text}
      <CsvNumber name={named("low")} value={low === null ? null : Math.max(0, low)} unit={unit} />
      <CsvNumber name={named("high")} value={high} unit={unit} />
    </span>
  );
}

function Since({ found }: { found: Disagreement }) {
  const intl = useIntl();
  const words = useWords();
  const center = useOpsCenter();
  if (found.since === null)
    return (
      <span className="text-faint">
        {intl.formatMessage({ id: found.now?.excessRatio ? "power.since.now" : "power.since.over" })}
      </span>
    );
  const at = showMoment(Date.parse(found.since), center.timeZone, words.language);
  return (
    <span className="num">
      {found.sinceBefore ? intl.formatMessage({ id: "power.since.before" }, { at }) : at}
    </span>
  );
}
