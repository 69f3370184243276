import type { LiveValue } from "@aidc/contract";
import { memo } from "react";
import { Reading } from "../../ui/reading.tsx";
import { useWords } from "../../ui/use-words.ts";

/**
 * A name, a number, and behind them a bar.
 * @param share length of the bar, 0..1; null draws none
 * @param from where the bar begins, 0..1
 */
export function PowerRow(props: { label: string; power: LiveValue; share: number | null; from?: number }) {
  const { label, power, share, from = 0 } = props;
  const { value, unit, reason } = power;
  return <Row {...{ label, value, unit, reason, share, from }} />;
}

/** A new sample of the same value draws nothing. */
const Row = memo(function Row(
  props: Pick<LiveValue, "value" | "unit" | "reason"> & { label: string; share: number | null; from: number },
) {
  const { label, value, unit, reason, share, from } = props;
  const words = useWords();
  return (
    <div className="wall-chain-row">
      {share !== null && <i style={{ left: percent(from), width: percent(Math.min(share, 1 - from)) }} />}
      <span>{label}</span>
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
