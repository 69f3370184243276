import type { ComputeClass, WallState } from "@aidc/contract";
import { memo } from "react";
import type { IntlShape } from "react-intl";
import { useIntl } from "react-intl";
import { shareOf } from "../../ui/format/share.ts";
import { useKnownWords } from "../../ui/use-known-words.ts";
import { useWords } from "../../ui/use-words.ts";
import { ageOf, Block } from "./block.tsx";
import type { Fall } from "./fall-of-ladder.ts";
import { fallOfLadder } from "./fall-of-ladder.ts";
import type { LadderUnit } from "./ladder-block.tsx";
import { precisionWord } from "./precision-word.ts";

/** Where the PFLOPS go: a row for each step, and beside it what was lost on the way there, by name. */
export const WaterfallBlock = memo(function WaterfallBlock(props: {
  ladder: WallState["ladder"];
  unit: LadderUnit | undefined;
  computeClass: ComputeClass;
}) {
  const intl = useIntl();
  const words = useWords();
  const { ladder, computeClass } = props;
  const installedRung = ladder.find(({ step }) => step === "installed");
  const unit = props.unit ?? (installedRung?.pflops.value === null ? "cards" : "pflops");
  const falls = fallOfLadder(ladder, unit);
  const [installed, active] = ["installed", "active"].map((wanted) => wholeOf(falls, wanted));
  return (
    <Block
      className="wall-waterfall"
      title={intl.formatMessage({ id: `wall.ladder.${unit}` }, { precision: precisionWord(computeClass) })}
      aside={
        installed != null &&
        active != null && (
          <span>
            {intl.formatMessage(
              { id: "wall.ladder.active" },
              { active: words.count(active), installed: words.count(installed) },
            )}
          </span>
        )
      }
      age={ageOf(ladder.map((rung) => rung[unit]))}
    >
      <ol>
        {falls.map((fall) => (
          <FallRow key={fall.step} fall={fall} installed={installedRung?.[unit].value ?? null} />
        ))}
      </ol>
    </Block>
  );
});

/** A step that is known in part is no number to put beside another. */
function wholeOf(falls: readonly Fall[], wanted: string): number | null {
  const fall = falls.find(({ step }) => step === wanted);
  return fall && fall.partKnown === null ? fall.value : null;
}

function FallRow({ fall, installed }: { fall: Fall; installed: number | null }) {
  const intl = useIntl();
  const words = useWords();
  const known = useKnownWords();
  const { step, value, before, reason, partKnown } = fall;
  const [share, lost] = [shareOf(value, installed), shareOf(before, installed)];
  return (
    <li>
      <span>{intl.formatMessage({ id: `ladder.${step}` })}</span>
      <span className="wall-strong" data-unknown={value === null ? "" : undefined}>
        {value === null ? "\u2014" : words.count(value)}
      </span>
      <span className="wall-fall">
        {lost !== null && (
          <i
            data-loss=""
            data-unknown={value === null || partKnown !== null ? "" : undefined}
            style={width(lost)}
          />
        )}
        {share !== null && <i data-part={partKnown === null ? undefined : "known"} style={width(share)} />}
      </span>
      <span className="wall-loss">
        {value === null ? words.reason(reason) : partKnown === null ? sayLoss(intl, fall) : known(partKnown)}
      </span>
    </li>
  );
}

function width(share: number) {
  return { width: `${(share * 100).toFixed(2)}%` };
}

/** Nothing is said of a loss too small to be shown. */
function sayLoss(intl: IntlShape, { step, value, before, since }: Fall): string {
  if (value === null || before === null || step === "installed") return "";
  const amount = (size: number) => intl.formatNumber(size, { maximumFractionDigits: 0 });
  const loss = Math.round(before) - Math.round(value);
  if (loss < 0) return intl.formatMessage({ id: "wall.loss.over" }, { amount: amount(-loss) });
  if (loss === 0) return "";
  // The names of all steps between would not fit, and say no more.
  if (since !== null) {
    const from = intl.formatMessage({ id: `ladder.${since}` });
    return intl.formatMessage({ id: "wall.loss.since" }, { amount: amount(loss), since: from });
  }
  const name = intl.formatMessage({ id: `wall.loss.${step}` });
  return intl.formatMessage({ id: "wall.loss" }, { amount: amount(loss), name });
}
