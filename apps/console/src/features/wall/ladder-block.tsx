import type { WallState } from "@aidc/contract";
import { memo } from "react";
import { useIntl } from "react-intl";
import { shareOf } from "../../ui/format/share.ts";
import { useWords } from "../../ui/use-words.ts";
import { ageOf, Block } from "./block.tsx";

type Rung = WallState["ladder"][number];
export type LadderUnit = "pflops" | "cards";

/** Racked equals installed as long as the inventory knows no card outside a rack; a wall has room for seven. */
const hidden: readonly Rung["step"][] = ["racked"];

/** Installed capacity and what becomes of it, step by step. */
export const LadderBlock = memo(function LadderBlock(props: {
  ladder: WallState["ladder"];
  unit: LadderUnit | undefined;
}) {
  const intl = useIntl();
  const words = useWords();
  const rungs = props.ladder.filter(({ step }) => !hidden.includes(step));
  const installedRung = rungs.find(({ step }) => step === "installed");
  const unit = props.unit ?? (installedRung?.pflops.value === null ? "cards" : "pflops");
  const read = (rung: Rung | undefined) => rung?.[unit].value ?? null;
  const installed = read(installedRung);
  const active = read(rungs.find(({ step }) => step === "active"));
  const show = (value: number) => words.count(value);
  return (
    <Block
      className="wall-ladder"
      title={intl.formatMessage({ id: `wall.ladder.${unit}` })}
      aside={
        installed !== null &&
        active !== null && (
          <span>
            {intl.formatMessage(
              { id: "wall.ladder.active" },
              { active: show(active), installed: show(installed) },
            )}
          </span>
        )
      }
      age={ageOf(rungs.map((rung) => rung[unit]))}
    >
      <ol>
        {rungs.map((rung, index) => (
          <li key={rung.step}>
            <RungBar
              value={read(rung)}
              before={lastKnown(rungs.slice(0, index).map(read))}
              installed={installed}
              reason={words.reason(rung[unit].reason)}
              show={show}
            />
            <span className="wall-step">{intl.formatMessage({ id: `ladder.${rung.step}` })}</span>
          </li>
        ))}
      </ol>
    </Block>
  );
});

function lastKnown(values: readonly (number | null)[]): number | null {
  return values.findLast((value) => value !== null) ?? null;
}

function RungBar(props: {
  value: number | null;
  before: number | null;
  installed: number | null;
  reason: string;
  show: (value: number) => string;
}) {
  const { value, before, installed, reason, show } = props;
  const lost = shareOf(before, installed);
  const share = shareOf(value, installed);
  return (
    <div className="wall-rung">
      {lost !== null && (
        <i data-loss="" data-unknown={value === null ? "" : undefined} style={{ height: height(lost) }} />
      )}
      {share !== null && <i style={{ height: height(share) }} />}
      {value === null && <span className="wall-why">{reason}</span>}
      <span
        className="wall-strong"
        data-unknown={value === null ? "" : undefined}
        title={value === null ? reason : undefined}
      >
        {value === null ? "\u2014" : show(value)}
      </span>
    </div>
  );
}

function height(share: number): string {
  return `${(share * 100).toFixed(2)}%`;
}
