import type { ComputeClass, LiveValue, WallState } from "@aidc/contract";
import { isPartlyKnown } from "@aidc/domain";
import { memo } from "react";
import { useIntl } from "react-intl";
import { shareOf } from "../../ui/format/share.ts";
import { useKnownWords } from "../../ui/use-known-words.ts";
import { useWords } from "../../ui/use-words.ts";
import { ageOf, Block } from "./block.tsx";
import { precisionWord } from "./precision-word.ts";

type Rung = WallState["ladder"][number];
export type LadderUnit = "pflops" | "cards";

/** Racked equals installed as long as the inventory knows no card outside a rack; a wall has room for seven. */
const hidden: readonly Rung["step"][] = ["racked"];

/**
 * Installed capacity and what becomes of it, step by step. Beside its name the share of cards that are leased, which is
 * another one than that of their PFLOPS where models differ.
 */
export const LadderBlock = memo(function LadderBlock(props: {
  ladder: WallState["ladder"];
  occupancy: LiveValue;
  unit: LadderUnit | undefined;
  computeClass: ComputeClass;
}) {
  const intl = useIntl();
  const words = useWords();
  const known = useKnownWords();
  const rungs = props.ladder.filter(({ step }) => !hidden.includes(step));
  const installedRung = rungs.find(({ step }) => step === "installed");
  const unit = props.unit ?? (installedRung?.pflops.value === null ? "cards" : "pflops");
  const read = (rung: Rung | undefined) => rung?.[unit].value ?? null;
  // What is known in part is no number to put beside another, and nobody can tell what was lost from it.
  const readWhole = (rung: Rung | undefined) => (rung && isPartlyKnown(rung[unit]) ? null : read(rung));
  const { occupancy, computeClass } = props;
  const show = (value: number) => words.count(value);
  return (
    <Block
      className="wall-ladder"
      title={intl.formatMessage({ id: `wall.ladder.${unit}` }, { precision: precisionWord(computeClass) })}
      aside={
        <span title={occupancy.value === null ? words.reason(occupancy.reason) : undefined}>
          {intl.formatMessage(
            { id: "wall.ladder.leased" },
            { value: occupancy.value === null ? "\u2014" : words.percent(occupancy.value) },
          )}
        </span>
      }
      age={ageOf(rungs.map((rung) => rung[unit]))}
    >
      <ol>
        {rungs.map((rung, index) => (
          <li key={rung.step}>
            <RungBar
              value={read(rung)}
              before={lastKnown(rungs.slice(0, index).map(readWhole))}
              installed={read(installedRung)}
              isPart={isPartlyKnown(rung[unit])}
              why={read(rung) === null ? words.reason(rung[unit].reason) : known(rung[unit].coverage)}
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
  /** Something of it is silent. */
  isPart: boolean;
  /** Why there is no number, or how much of it is known. */
  why: string;
  show: (value: number) => string;
}) {
  const { value, before, installed, isPart, why, show } = props;
  const isWhole = value !== null && !isPart;
  const lost = shareOf(before, installed);
  const share = shareOf(value, installed);
  return (
    <div className="wall-rung">
      {lost !== null && (
        <i data-loss="" data-unknown={isWhole ? undefined : ""} style={{ height: height(lost) }} />
      )}
      {share !== null && <i data-part={isPart ? "known" : undefined} style={{ height: height(share) }} />}
      {!isWhole && <span className="wall-why">{why}</span>}
      <span
        className="wall-strong"
        data-unknown={value === null ? "" : undefined}
        title={value === null ? why : undefined}
      >
        {value === null ? "\u2014" : show(value)}
      </span>
    </div>
  );
}

function height(share: number): string {
  return `${(share * 100).toFixed(2)}%`;
}
