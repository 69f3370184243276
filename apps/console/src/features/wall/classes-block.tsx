import type { WallState } from "@aidc/contract";
import { classWords, notStatedWords } from "@aidc/domain";
import { memo } from "react";
import { useIntl } from "react-intl";
import { wordIn } from "../../i18n/word-in.ts";
import { shareOf } from "../../ui/format/share.ts";
import { useWords } from "../../ui/use-words.ts";
import { ageOf, Block } from "./block.tsx";
import { shareByClass } from "./share-by-class.ts";

/**
 * Whom the accelerators serve: the cards that each class of tenants leases, what share of them is at work, and what
 * nobody leases. The bars are of what is installed.
 */
export const ClassesBlock = memo(function ClassesBlock(props: {
  tenants: WallState["tenants"];
  ladder: WallState["ladder"];
}) {
  const { tenants, ladder } = props;
  const intl = useIntl();
  const installed = ladder.find(({ step }) => step === "installed")?.cards.value ?? null;
  const { classes, freeCards } = shareByClass(tenants, installed);
  return (
    <Block
      className="wall-tenants"
      title={intl.formatMessage({ id: "wall.capacity.classes" })}
      aside={classes.length > 0 && <span>{intl.formatMessage({ id: "wall.capacity.classes.active" })}</span>}
      age={ageOf([])}
    >
      {classes.length === 0 && (
        <p className="wall-empty">{intl.formatMessage({ id: "wall.capacity.no_leases" })}</p>
      )}
      <ol>
        {classes.map(({ id, cards, active }) => (
          <ClassRow
            key={id ?? ""}
            name={wordIn(intl.locale, id === null ? notStatedWords : classWords[id])}
            {...{ cards, installed, active }}
          />
        ))}
        {classes.length > 0 && freeCards !== null && (
          <ClassRow
            name={intl.formatMessage({ id: "wall.capacity.free" })}
            {...{ cards: freeCards, installed }}
          />
        )}
      </ol>
    </Block>
  );
});

function ClassRow(props: {
  name: string;
  cards: number;
  installed: number | null;
  /** null: not known; absent: nobody could be at work on them. */
  active?: number | null;
}) {
  const { name, cards, installed, active } = props;
  const words = useWords();
  const activity = shareOf(active ?? null, cards);
  const parts = [
    { part: "leased", share: shareOf(cards, installed) },
    { part: "active", share: shareOf(active ?? null, installed) },
  ];
  return (
    <li>
      {parts.map(
        ({ part, share }) =>
          share !== null && (
            <i key={part} data-part={part} style={{ width: `${(share * 100).toFixed(2)}%` }} />
          ),
      )}
      <span>{name}</span>
      <span className="wall-strong">
        {words.count(cards)}
        {active !== undefined && ` \u00b7 ${activity === null ? "\u2014" : words.percent(activity)}`}
      </span>
    </li>
  );
}
