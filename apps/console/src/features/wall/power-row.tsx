import type { LiveValue } from "@aidc/contract";
import { Reading } from "../../ui/reading.tsx";
import { useWords } from "../../ui/use-words.ts";

/**
 * A name, a number, and behind them a bar.
 * @param share length of the bar, 0..1; null draws none
 * @param from where the bar begins, 0..1
 */
export function PowerRow(props: { label: string; power: LiveValue; share: number | null; from?: number }) {
  const { label, power, share, from = 0 } = props;
  const words = useWords();
  return (
    <div className="wall-chain-row">
      {share !== null && <i style={{ left: percent(from), width: percent(Math.min(share, 1 - from)) }} />}
      <span>{label}</span>
      {power.value === null ? (
        <span className="wall-why">{`\u2014 ${words.reason(power.reason)}`}</span>
      ) : (
        <Reading className="wall-strong" value={power.value} unit={power.unit} />
      )}
    </div>
  );
}

function percent(share: number): string {
  return `${(share * 100).toFixed(2)}%`;
}
