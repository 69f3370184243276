import type { RackState } from "@aidc/contract";
import { envelopes } from "@aidc/domain";
import { useIntl } from "react-intl";
import { CsvNumber } from "../../../ui/csv-part.tsx";
import { Section } from "../../../ui/section.tsx";
import type { Mark } from "../../../ui/state-mark.tsx";
import { StateMark } from "../../../ui/state-mark.tsx";
import { Cell, HeadCell, Table } from "../../../ui/table.tsx";
import { useWords } from "../../../ui/use-words.ts";
import { Fact } from "./fact.tsx";

const marks: Readonly<Record<RackState["thermal"]["state"], Mark>> = {
  recommended: "normal",
  allowable: "warning",
  outside: "critical",
  unknown: "unknown",
};

/** Whether a sensor behind the rack is bound; most racks have none, and nothing is said of it there. */
export const hasOutlet = ({ outletTemperature }: RackState): boolean =>
  outletTemperature.reason !== "not_collected";

/** Temperature and moisture at the inlet against the envelope of the rack's class. */
export function RackAir({ rack }: { rack: RackState }) {
  const intl = useIntl();
  const { inletTemperature, relativeHumidity, dewPoint, thermal } = rack;
  const className = intl.formatMessage({ id: "rack.air.class" }, { name: thermal.class });
  const chosen = intl.formatMessage({ id: `rack.air.class.${thermal.isStated ? "stated" : "chosen"}` });
  const faults = thermal.faults.map((fault) => intl.formatMessage({ id: `rack.air.fault.${fault}` }));
  const isTemperatureOnly =
    inletTemperature.value !== null && relativeHumidity.value === null && dewPoint.value === null;
  return (
    <Section
      title={intl.formatMessage({ id: "rack.air" })}
      aside={<span className="text-sm text-faint">{`${className}, ${chosen}`}</span>}
    >
      <div className="grid gap-3">
        <p className="flex flex-wrap items-center gap-2">
          <StateMark mark={marks[thermal.state]} className="size-3" />
          <span className="font-medium">{intl.formatMessage({ id: `rack.air.state.${thermal.state}` })}</span>
          {faults.length > 0 && <span className="text-soft">{faults.join(", ")}</span>}
        </p>
        <div
          className={`grid gap-px overflow-hidden rounded border border-rule bg-rule ${hasOutlet(rack) ? "sm:grid-cols-4" : "sm:grid-cols-3"}`}
        >
          <Fact
            label={intl.formatMessage({ id: "rack.inlet" })}
            origin="rackInlet"
            value={inletTemperature}
          />
          {hasOutlet(rack) && (
            <Fact
              label={intl.formatMessage({ id: "quantity.outlet_temperature" })}
              origin="rackOutlet"
              value={rack.outletTemperature}
            />
          )}
          <Fact
            label={intl.formatMessage({ id: "rack.air.humidity" })}
            origin="rackHumidity"
            value={relativeHumidity}
          />
          <Fact
            label={intl.formatMessage({ id: "rack.air.dewpoint" })}
            origin="rackDewPoint"
            value={dewPoint}
          />
        </div>
        <EnvelopeTable thermalClass={thermal.class} />
        {isTemperatureOnly && (
          <p className="text-xs text-faint">{intl.formatMessage({ id: "rack.air.temperature.only" })}</p>
        )}
      </div>
    </Section>
  );
}

/** What a file has of a range: two numbers. */
function Bounds({ low, high, unit }: { low: number; high: number; unit: string }) {
  const intl = useIntl();
  return (
    <>
      <CsvNumber name={intl.formatMessage({ id: "power.part.low" })} value={low} unit={unit} />
      <CsvNumber name={intl.formatMessage({ id: "power.part.high" })} value={high} unit={unit} />
    </>
  );
}

/** The bounds that the air is judged by. */
export function EnvelopeTable({ thermalClass }: { thermalClass: RackState["thermal"]["class"] }) {
  const intl = useIntl();
  const words = useWords();
  const both = envelopes[thermalClass];
  return (
    <Table>
      <thead>
        <tr>
          <HeadCell>{intl.formatMessage({ id: "rack.air.class" }, { name: thermalClass })}</HeadCell>
          <HeadCell isNumber>{intl.formatMessage({ id: "rack.inlet" })}</HeadCell>
          <HeadCell isNumber>{intl.formatMessage({ id: "rack.air.humidity" })}</HeadCell>
          <HeadCell isNumber>{intl.formatMessage({ id: "rack.air.dewpoint" })}</HeadCell>
        </tr>
      </thead>
      <tbody>
        {(["recommended", "allowable"] as const).map((range) => {
          const { lowC, highC, lowHumidity, highHumidity, lowDewPointC, highDewPointC } = both[range];
          return (
            <tr key={range}>
              <Cell>{intl.formatMessage({ id: `rack.air.${range}` })}</Cell>
              <Cell isNumber>
                {`${lowC}\u2026${highC}\u202f°C`}
                <Bounds low={lowC} high={highC} unit="°C" />
              </Cell>
              <Cell isNumber>
                {lowHumidity === 0
                  ? `\u2264\u202f${words.percent(highHumidity)}`
                  : `${words.percent(lowHumidity)}\u2026${words.percent(highHumidity)}`}
                <Bounds low={lowHumidity} high={highHumidity} unit="ratio" />
              </Cell>
              <Cell isNumber>
                {`${lowDewPointC}\u2026${highDewPointC}\u202f°C`}
                <Bounds low={lowDewPointC} high={highDewPointC} unit="°C" />
              </Cell>
            </tr>
          );
        })}
      </tbody>
    </Table>
  );
}
