import type { LiveValue } from "@aidc/contract";
import { useIntl } from "react-intl";
import { showMoment } from "../format/time.ts";
import { FreshnessText } from "../freshness-text.tsx";
import { Reading } from "../reading.tsx";
import { useWords } from "../use-words.ts";
import { Fact, Facts } from "./facts.tsx";
import { MethodFacts } from "./method-facts.tsx";

/** A number of this moment and what it rests on. */
export function LiveFacts(props: {
  value: LiveValue;
  /** The one it is shown in. */
  unit: string;
  /** What the number says, where its name does not. */
  meaning?: string;
  /** Of the center: a recording has a clock of its own. */
  clockMs: number;
  timeZone: string;
}) {
  const { value, unit, meaning, clockMs, timeZone } = props;
  const intl = useIntl();
  const words = useWords();
  const { sampledAtMs } = value;
  return (
    <div className="grid gap-3">
      <p className="text-4xl font-semibold">
        <Reading value={value.value} unit={unit} reason={value.reason} />
      </p>
      {(value.value === null || value.reason) && <p className="text-soft">{words.reason(value.reason)}</p>}
      {meaning && <p className="text-soft">{meaning}</p>}
      <Facts>
        <Fact name={intl.formatMessage({ id: "column.state" })}>
          <FreshnessText freshness={value.freshness} />
        </Fact>
        <Fact name={intl.formatMessage({ id: "column.coverage" })}>{words.coverage(value.coverage)}</Fact>
        <Fact name={intl.formatMessage({ id: "column.grade" })}>{words.grade(value.grade)}</Fact>
        <MethodFacts id={value.method} />
        {sampledAtMs !== null && (
          <Fact name={intl.formatMessage({ id: "explain.live.sampled" })}>
            {showMoment(sampledAtMs, timeZone, words.language)}
            <span className="ml-2 text-faint">
              {intl.formatMessage({ id: "age.ago" }, { age: words.age(Math.max(0, clockMs - sampledAtMs)) })}
            </span>
          </Fact>
        )}
      </Facts>
    </div>
  );
}
