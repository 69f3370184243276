import type { WallState } from "@aidc/contract";
import { memo } from "react";
import { useIntl } from "react-intl";
import { splitName } from "../../ui/center-name.ts";
import { shareOf } from "../../ui/format/share.ts";
import { Name } from "../../ui/name.tsx";
import { useWords } from "../../ui/use-words.ts";
import { ageOf, Block } from "./block.tsx";

type Tenant = WallState["tenants"][number];

/**
 * The largest tenants: what each leased, what its scheduler holds of it, and what runs. The number is what runs of what
 * is leased; in a center that keeps no leases, of what schedulers hold, and the title says which.
 */
export const TenantsBlock = memo(function TenantsBlock(props: {
  tenants: WallState["tenants"];
  /** More rows would be smaller than can be read. */
  most: number;
}) {
  const { tenants, most } = props;
  const intl = useIntl();
  const words = useWords();
  const largest = tenants.toSorted((a, b) => sizeOf(b) - sizeOf(a)).slice(0, most);
  const isUnheard = largest.length > 0 && largest.every(({ active }) => active === null);
  const scale = Math.max(...largest.map(sizeOf), 0);
  const base = tenants.some(({ leased }) => leased !== null) ? "leased" : "allocated";
  return (
    <Block
      className="wall-tenants"
      title={intl.formatMessage({ id: `wall.tenants.of.${base}` })}
      aside={isUnheard && <span>{words.reason("not_collected")}</span>}
      age={ageOf([])}
    >
      {largest.length === 0 && (
        <p className="wall-empty">{intl.formatMessage({ id: "wall.tenants.none" })}</p>
      )}
      <ol>
        {largest.map((tenant) => (
          <TenantRow key={tenant.id} {...{ tenant, scale, base }} />
        ))}
      </ol>
    </Block>
  );
});

const parts = ["leased", "allocated", "active"] as const;

function sizeOf({ leased, allocated, active }: Tenant): number {
  return Math.max(...[leased, allocated, active].filter((amount) => amount !== null), 0);
}

function TenantRow(props: { tenant: Tenant; scale: number; base: "leased" | "allocated" }) {
  const { tenant, scale, base } = props;
  const intl = useIntl();
  const words = useWords();
  const [name] = splitName(tenant, intl.locale);
  const activity = shareOf(tenant.active, tenant[base]);
  const say = (amount: number | null) => (amount === null ? "\u2014" : words.count(amount));
  const label = intl.formatMessage(
    { id: "wall.tenants.row" },
    { name, leased: say(tenant.leased), allocated: say(tenant.allocated), active: say(tenant.active) },
  );
  return (
    <li aria-label={label}>
      {parts.map((part) => {
        const share = shareOf(tenant[part], scale);
        return (
          share !== null && (
            <i key={part} data-part={part} style={{ width: `${(share * 100).toFixed(2)}%` }} />
          )
        );
      })}
      <Name>{name}</Name>
      <span className="wall-strong">{activity === null ? "\u2014" : words.percent(activity)}</span>
    </li>
  );
}
