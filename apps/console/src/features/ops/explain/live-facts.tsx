import type { LiveValue } from "@aidc/contract";
import { useIntl } from "react-intl";
import { pictureTimeMs } from "../../../live/live-state.ts";
import { useWallState } from "../../../live/use-live-topic.ts";
import { useServerNowMs } from "../../../live/use-server-now.ts";
import { showMoment } from "../../../ui/format/time.ts";
import { FreshnessText } from "../../../ui/freshness-text.tsx";
import { Fact, Facts } from "../../../ui/origin/facts.tsx";
import { MethodFacts } from "../../../ui/origin/method-facts.tsx";
import { Reading } from "../../../ui/reading.tsx";
import { useWords } from "../../../ui/use-words.ts";
import { useOpsCenter } from "../ops-center.tsx";

/** A number of this moment and what it rests on. */
export function LiveFacts({ value, unit }: { value: LiveValue; unit: string }) {
  const intl = useIntl();
  const words = useWords();
  const center = useOpsCenter();
  const wall = useWallState(center.id).value;
  const nowMs = useServerNowMs();
  const pictureMs = wall ? pictureTimeMs(wall, nowMs) : nowMs;
  const { sampledAtMs } = value;
  return (
    <div>
      <p className="text-4xl font-semibold">
        <Reading value={value.value} unit={unit} reason={value.reason} />
      </p>
      {value.reason && <p className="text-soft">{words.reason(value.reason)}</p>}
      <Facts>
        <Fact name={intl.formatMessage({ id: "column.state" })}>
          <FreshnessText freshness={value.freshness} />
        </Fact>
        <Fact name={intl.formatMessage({ id: "column.coverage" })}>{words.coverage(value.coverage)}</Fact>
        <Fact name={intl.formatMessage({ id: "column.grade" })}>{words.grade(value.grade)}</Fact>
        <MethodFacts id={value.method} />
        {sampledAtMs !== null && (
          <Fact name={intl.formatMessage({ id: "explain.live.sampled" })}>
            {showMoment(sampledAtMs, center.timeZone, words.language)}
            <span className="ml-2 text-faint">
              {intl.formatMessage(
                { id: "age.ago" },
                { age: words.age(Math.max(0, pictureMs - sampledAtMs)) },
              )}
            </span>
          </Fact>
        )}
      </Facts>
    </div>
  );
}
