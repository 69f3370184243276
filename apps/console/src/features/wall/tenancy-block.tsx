import type { WallState } from "@aidc/contract";
import { memo } from "react";
import { useIntl } from "react-intl";
import { splitName } from "../../ui/center-name.ts";
import { shareOf } from "../../ui/format/share.ts";
import { useWords } from "../../ui/use-words.ts";
import { ageOf, Block } from "./block.tsx";
import { shareTenancy } from "./share-tenancy.ts";

/** Who holds the accelerators: the largest by name, the others together, and what nobody leases. */
export const TenancyBlock = memo(function TenancyBlock(props: {
  tenants: WallState["tenants"];
  ladder: WallState["ladder"];
  most: number;
}) {
  const { tenants, ladder, most } = props;
  const intl = useIntl();
  const words = useWords();
  const installed = ladder.find(({ step }) => step === "installed")?.cards;
  const { largest, others, freeCards } = shareTenancy(tenants, installed?.value ?? null, most);
  const rows = [
    ...largest.map(({ tenant, cards }) => ({
      id: tenant.id,
      name: splitName(tenant, intl.locale)[0],
      cards,
    })),
    ...(others.count > 0
      ? [{ id: "", name: intl.formatMessage({ id: "wall.capacity.others" }, others), cards: others.cards }]
      : []),
  ];
  const share = (cards: number) => shareOf(cards, installed?.value ?? null);
  return (
    <Block
      className="wall-tenants"
      title={intl.formatMessage({ id: "wall.capacity.holders" })}
      aside={<span>{intl.formatMessage({ id: "wall.capacity.cards" })}</span>}
      age={ageOf([])}
    >
      {rows.length === 0 && <p className="wall-empty">{intl.formatMessage({ id: "wall.tenants.none" })}</p>}
      <ol>
        {rows.map(({ id, name, cards }) => (
          <HolderRow key={id} name={name} number={words.count(cards)} share={share(cards)} part="active" />
        ))}
        {rows.length > 0 && freeCards !== null && (
          <HolderRow
            name={intl.formatMessage({ id: "wall.capacity.free" })}
            number={words.count(freeCards)}
            share={share(freeCards)}
            part="leased"
          />
        )}
      </ol>
    </Block>
  );
});

function HolderRow(props: { name: string; number: string; share: number | null; part: "active" | "leased" }) {
  const { name, number, share, part } = props;
  return (
    <li>
      {share !== null && <i data-part={part} style={{ width: `${(share * 100).toFixed(2)}%` }} />}
      <span>{name}</span>
      <span className="wall-strong">{number}</span>
    </li>
  );
}
