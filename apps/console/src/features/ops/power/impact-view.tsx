import type { Impact, ImpactEffect } from "@aidc/contract";
import { impactEffects } from "@aidc/contract";
import { Link } from "@tanstack/react-router";
import { useIntl } from "react-intl";
import { splitName } from "../../../ui/center-name.ts";
import { MarkedNote } from "../../../ui/marked-note.tsx";
import { Reading } from "../../../ui/reading.tsx";
import type { Mark } from "../../../ui/state-mark.tsx";
import { StateMark } from "../../../ui/state-mark.tsx";
import { Cell, HeadCell, Table } from "../../../ui/table.tsx";
import { useWords } from "../../../ui/use-words.ts";
import { useOpsCenter } from "../ops-center.tsx";

const marks: Readonly<Record<ImpactEffect, Mark>> = {
  dark: "critical",
  uncooled: "critical",
  one_path: "warning",
  partly_cooled: "warning",
  fewer_outlets: "info",
};

/** In a sentence, then tenants with their leases, then racks; what the other path could not carry comes first. */
export function ImpactView({ impact }: { impact: Impact }) {
  const intl = useIntl();
  const words = useWords();
  const { racks, overloads, below } = impact;
  return (
    <div className="grid gap-4">
      <h3 className="text-lg font-semibold">{impact.of.name}</h3>
      <p>
        {intl.formatMessage(
          { id: impact.powerIsWhole ? "power.impact.sum" : "power.impact.sum.least" },
          {
            racks: racks.length,
            servers: impact.servers,
            accelerators: impact.accelerators,
            tenants: impact.tenants.length,
            least: impact.open.length > 0 ? "yes" : "no",
            power: words.quantity(impact.powerW, "W"),
          },
        )}
      </p>
      <ul className="grid gap-1">
        {impactEffects.map((effect) => {
          const count = racks.filter((rack) => rack.effect === effect).length;
          return (
            count > 0 && (
              <li key={effect} className="flex items-center gap-2" data-effect={effect}>
                <StateMark mark={marks[effect]} className="size-3 shrink-0" />
                {intl.formatMessage({ id: `power.effect.${effect}.count` }, { count })}
              </li>
            )
          );
        })}
      </ul>
      {overloads.map(({ id, name, loadW, limitW }) => (
        <MarkedNote
          key={id}
          mark="critical"
          title={intl.formatMessage(
            { id: "power.impact.overload" },
            { name, load: words.quantity(loadW, "W"), limit: words.quantity(limitW, "W") },
          )}
        >
          {null}
        </MarkedNote>
      ))}
      {below.length > 0 && (
        <p className="text-sm text-soft">
          {intl.formatMessage(
            { id: "power.impact.below" },
            { names: intl.formatList(below.map(({ name }) => name)) },
          )}
        </p>
      )}
      <ImpactTenants tenants={impact.tenants} />
      <OpenLeases open={impact.open} />
      <ImpactRacks racks={racks} />
    </div>
  );
}

function ImpactTenants({ tenants }: Pick<Impact, "tenants">) {
  const intl = useIntl();
  const center = useOpsCenter();
  if (tenants.length === 0)
    return <p className="text-sm text-soft">{intl.formatMessage({ id: "power.impact.nobody" })}</p>;
  return (
    <Table>
      <thead>
        <tr>
          <HeadCell>{intl.formatMessage({ id: "desk.column.tenant" })}</HeadCell>
          <HeadCell>{intl.formatMessage({ id: "power.column.leases" })}</HeadCell>
          <HeadCell isNumber>{intl.formatMessage({ id: "power.column.racks" })}</HeadCell>
          <HeadCell isNumber>{intl.formatMessage({ id: "power.column.accelerators" })}</HeadCell>
        </tr>
      </thead>
      <tbody>
        {tenants.map((tenant) => (
          <tr key={tenant.id}>
            <Cell>
              <Link
                to="/ops/tenants/$center/$tenant"
                params={{ center: center.id, tenant: tenant.id }}
                className="inline-flex min-h-6 items-center font-medium hover:underline"
              >
                {splitName(tenant, intl.locale)[0]}
              </Link>
            </Cell>
            <Cell>
              <code className="text-xs">{tenant.leases.join(", ")}</code>
            </Cell>
            <Cell isNumber>
              <Reading value={tenant.racks} unit="count" />
            </Cell>
            <Cell isNumber>
              <Reading value={tenant.accelerators} unit="count" />
            </Cell>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

/** Who holds something without a place may hold it here. */
function OpenLeases({ open }: Pick<Impact, "open">) {
  const intl = useIntl();
  if (open.length === 0) return null;
  const names = open.map((tenant) => {
    const [name] = splitName(tenant, intl.locale);
    return intl.formatMessage({ id: "power.impact.open.one" }, { name, leases: tenant.contracts.join(", ") });
  });
  return (
    <p className="text-sm text-soft">
      {intl.formatMessage({ id: "power.impact.open.may" }, { names: intl.formatList(names) })}
    </p>
  );
}

function ImpactRacks({ racks }: Pick<Impact, "racks">) {
  const intl = useIntl();
  const center = useOpsCenter();
  return (
    <Table>
      <thead>
        <tr>
          <HeadCell>{intl.formatMessage({ id: "power.column.rack" })}</HeadCell>
          <HeadCell>{intl.formatMessage({ id: "power.column.effect" })}</HeadCell>
          <HeadCell isNumber>{intl.formatMessage({ id: "power.column.load" })}</HeadCell>
          <HeadCell isNumber>{intl.formatMessage({ id: "power.column.servers" })}</HeadCell>
          <HeadCell isNumber>{intl.formatMessage({ id: "power.column.accelerators" })}</HeadCell>
        </tr>
      </thead>
      <tbody>
        {racks.map((rack) => (
          <tr key={rack.id}>
            <Cell>
              <Link
                to="/ops/racks/$center/$rack"
                params={{ center: center.id, rack: rack.id }}
                className="inline-flex min-h-6 items-center font-medium hover:underline"
              >
                {rack.name}
              </Link>
              <span className="ml-2 text-faint">{rack.hallName}</span>
            </Cell>
            <Cell>
              <span className="inline-flex items-center gap-2 whitespace-nowrap">
                <StateMark mark={marks[rack.effect]} className="size-2.5 shrink-0" />
                {intl.formatMessage({ id: `power.effect.${rack.effect}` })}
              </span>
            </Cell>
            <Cell isNumber>
              <Reading value={rack.powerW} unit="W" reason="no_data" />
            </Cell>
            <Cell isNumber>
              <Reading value={rack.servers.length} unit="count" />
            </Cell>
            <Cell isNumber>
              <Reading value={rack.accelerators} unit="count" />
            </Cell>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
