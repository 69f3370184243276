import type { LiveValue } from "@aidc/contract";
import { useIntl } from "react-intl";
import { showMoment } from "../../../ui/format/time.ts";
import { FreshnessText } from "../../../ui/freshness-text.tsx";
import { Fact, Facts } from "../../../ui/origin/facts.tsx";
import { MethodFacts } from "../../../ui/origin/method-facts.tsx";
import { Reading } from "../../../ui/reading.tsx";
import { useWords } from "../../../ui/use-words.ts";
import { useMyTenant } from "../my-tenant.tsx";
import { usePicture } from "../use-picture.ts";

/** A number of this moment and what it rests on. */
export function LiveFacts({ value, meaning }: { value: LiveValue; meaning: string }) {
  const intl = useIntl();
  const words = useWords();
  const { timeZone } = useMyTenant().state.center;
  const { clockMs } = usePicture();
  const { sampledAtMs } = value;
  return (
    <div className="grid gap-3">
      <p className="text-4xl font-semibold">
        <Reading value={value.value} unit={value.unit} reason={value.reason} />
      </p>
      {value.value === null && <p className="text-soft">{words.reason(value.reason)}</p>}
      <p className="text-soft">{meaning}</p>
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
