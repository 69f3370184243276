import type { AlarmBoard } from "@aidc/contract";
import { severities } from "@aidc/contract";
import { memo } from "react";
import { useIntl } from "react-intl";
import { SeverityMark } from "../../ui/severity-mark.tsx";
import { useWords } from "../../ui/use-words.ts";
import { Block } from "./block.tsx";

/** How many are open of each severity. None of a severity has its shape in grey and says 0, which is known. */
export const AlarmCountsBlock = memo(function AlarmCountsBlock({ alarms }: { alarms: AlarmBoard | null }) {
  const intl = useIntl();
  const words = useWords();
  return (
    <Block
      className="wall-counts"
      title={intl.formatMessage({ id: "wall.alarms.by" })}
      age={{ sampledAtMs: alarms?.nowMs ?? null, isOld: false }}
      isJudged
    >
      <ul className="wall-rows">
        {severities.map((severity) => {
          const count = alarms ? alarms.counts[severity].open : null;
          return (
            <li key={severity} data-none={count === 0 ? "" : undefined}>
              <span>
                <SeverityMark severity={severity} isQuiet={count === 0 || count === null} />{" "}
                {intl.formatMessage({ id: `alarms.severity.${severity}` })}
              </span>
              <span className="wall-strong">{count === null ? "\u2014" : words.count(count)}</span>
            </li>
          );
        })}
      </ul>
    </Block>
  );
});
