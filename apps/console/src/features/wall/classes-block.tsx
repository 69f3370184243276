import type { WallState } from "@aidc/contract";
import { classWords, notStatedWords } from "@aidc/domain";
import { memo } from "react";
import { useIntl } from "react-intl";
import { wordIn } from "../../i18n/word-in.ts";
import { shareOf } from "../../ui/format/share.ts";
import { useWords } from "../../ui/use-words.ts";
import { ageOf, Block } from "./block.tsx";
import { shareByClass } from "./share-by-class.ts";

/** Whom the accelerators serve: what each class of tenants leases of what is installed, and what nobody leases. */
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
      age={ageOf([])}
    >
      {classes.length === 0 && (
        <p className="wall-empty">{intl.formatMessage({ id: "wall.capacity.no_leases" })}</p>
      )}
      <ol>
        {classes.map(({ id, cards }) => (
          <ClassRow
            key={id ?? ""}
            name={wordIn(intl.locale, id === null ? notStatedWords : classWords[id])}
            {...{ cards, installed }}
            part="active"
          />
        ))}
        {classes.length > 0 && freeCards !== null && (
          <ClassRow
            name={intl.formatMessage({ id: "wall.capacity.free" })}
            {...{ cards: freeCards, installed }}
            part="leased"
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
  part: "active" | "leased";
}) {
  const { name, cards, installed, part } = props;
  const words = useWords();
  const share = shareOf(cards, installed);
  return (
    <li>
      {share !== null && <i data-part={part} style={{ width: `${(share * 100).toFixed(2)}%` }} />}
      <span>{name}</span>
      <span className="wall-strong">
        {words.count(cards)}
        {share !== null && ` \u00b7 ${words.percent(share)}`}
      </span>
    </li>
  );
}
