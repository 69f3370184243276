import type { LiveValue } from "@aidc/contract";
import { isPartlyKnown } from "@aidc/domain";
import { memo } from "react";
import { Reading } from "../../ui/reading.tsx";
import { useKnownWords } from "../../ui/use-known-words.ts";
import { useWords } from "../../ui/use-words.ts";

/**
 * A name and what of, a number, and behind them a bar. Where something is silent that belongs to it, the bar is hatched and says so.
 * @param share length of the bar, 0..1; null draws none
 * @param from where the bar begins, 0..1
 */
export function PowerRow(props: {
  label: string;
  base?: string;
  power: LiveValue;
  share: number | null;
  from?: number;
}) {
  const { label, base, power, share, from = 0 } = props;
  const { value, unit, reason, coverage } = power;
  return <Row {...{ label, base, value, unit, reason, coverage, share, from }} />;
}

/** A new sample of the same value draws nothing. */
const Row = memo(function Row(
  props: Pick<LiveValue, "value" | "unit" | "reason" | "coverage"> & {
    label: string;
    base: string | undefined;
    share: number | null;
    from: number;
  },
) {
  const { label, base, value, unit, reason, coverage, share, from } = props;
  const words = useWords();
  const known = useKnownWords();
  const isPart = isPartlyKnown({ value, coverage });
  return (
    <div className="wall-chain-row">
      {share !== null && (
        <i
          data-part={isPart ? "known" : undefined}
          style={{ left: percent(from), width: percent(Math.min(share, 1 - from)) }}
        />
      )}
      <span>
        {label}
        {base !== undefined && <small>{base}</small>}
      </span>
      {isPart && <span className="wall-known">{known(coverage)}</span>}
      {value === null ? (
        <span className="wall-why">{`\u2014 ${words.reason(reason)}`}</span>
      ) : (
        <Reading className="wall-strong" value={value} unit={unit} />
      )}
    </div>
  );
});

function percent(share: number): string {
  return `${(share * 100).toFixed(2)}%`;
}
