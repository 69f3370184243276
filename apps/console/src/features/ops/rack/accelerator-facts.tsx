import type { RackState } from "@aidc/contract";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useIntl } from "react-intl";
import { FreshnessText } from "../../../ui/freshness-text.tsx";
import { MarkedNote } from "../../../ui/marked-note.tsx";
import { Reading } from "../../../ui/reading.tsx";
import { Section } from "../../../ui/section.tsx";
import { StateMark } from "../../../ui/state-mark.tsx";
import { useWords } from "../../../ui/use-words.ts";
import type { AcceleratorState } from "./accelerator-cell.tsx";
import { SubjectHistory } from "./subject-history.tsx";

const shown = ["utilisation", "power", "temperature"] as const;

/** One accelerator: what it is, who holds it, how it does and how it was. */
export function AcceleratorFacts(props: { rack: RackState; card: string; centerId: string }) {
  const { rack, card, centerId } = props;
  const intl = useIntl();
  const server = rack.servers.find(({ accelerators }) => accelerators.some(({ id }) => id === card));
  const accelerator = server?.accelerators.find(({ id }) => id === card);
  const close = (
    <Link
      to="."
      search={(before) => ({ ...before, card: undefined, quantity: undefined })}
      className="text-sm text-faint hover:underline"
    >
      {intl.formatMessage({ id: "rack.card.close" })}
    </Link>
  );
  if (!server || !accelerator)
    return (
      <MarkedNote mark="warning" title={intl.formatMessage({ id: "rack.card.gone" }, { id: card })}>
        {close}
      </MarkedNote>
    );
  return (
    <Section title={card} aside={close}>
      <div className="grid gap-4">
        <dl className="grid grid-cols-2 gap-x-6 gap-y-3 sm:grid-cols-3 xl:grid-cols-4">
          <Inventory accelerator={accelerator} serverName={server.name} centerId={centerId} />
          <Health accelerator={accelerator} />
        </dl>
        <SubjectHistory
          centerId={centerId}
          subject={{ kind: "accelerator", id: card }}
          quantities={shown}
          limitW={null}
        />
      </div>
    </Section>
  );
}

function Inventory(props: { accelerator: AcceleratorState; serverName: string; centerId: string }) {
  const { accelerator, serverName, centerId } = props;
  const intl = useIntl();
  const { model, uuid, tenant, lease } = accelerator;
  return (
    <>
      <Entry name="rack.card.model">{model}</Entry>
      <Entry name="rack.card.server">{serverName}</Entry>
      <Entry name="rack.card.uuid">{uuid ?? <Reading value={null} unit="" reason="not_stated" />}</Entry>
      <Entry name="rack.card.tenant">
        {tenant ? (
          <Link
            to="/ops/tenants/$center/$tenant"
            params={{ center: centerId, tenant: tenant.id }}
            className="underline"
          >
            {tenant.name}
          </Link>
        ) : (
          intl.formatMessage({ id: "rack.held.nobody" })
        )}
      </Entry>
      <Entry name="rack.card.lease">
        {lease === null ? (
          <Reading value={null} unit="" reason="no_lease" />
        ) : (
          <Link to="/ops/leases" search={{ q: lease }} className="underline">
            {lease}
          </Link>
        )}
      </Entry>
    </>
  );
}

function Health({ accelerator }: { accelerator: AcceleratorState }) {
  const intl = useIntl();
  const words = useWords();
  const { utilisation, powerW, temperatureC, freshness, faultCode, eccDoubleBit, throttleReasons } =
    accelerator;
  const none = (id: "rack.card.fault.none" | "rack.card.throttle.none") => intl.formatMessage({ id });
  return (
    <>
      <Entry name="rack.card.utilisation">
        <Reading value={utilisation} unit="ratio" reason="not_collected" />{" "}
        <span className="text-xs text-faint">
          <FreshnessText freshness={freshness} />
        </span>
      </Entry>
      <Entry name="rack.card.power">
        <Reading value={powerW} unit="W" reason="not_collected" />
      </Entry>
      <Entry name="rack.card.temperature">
        <Reading value={temperatureC} unit="°C" reason="not_collected" />
      </Entry>
      <Entry name="rack.card.fault">
        <Flag value={faultCode} text={(code) => words.count(code)} none={none("rack.card.fault.none")} />
      </Entry>
      <Entry name="rack.card.ecc">
        <Flag value={eccDoubleBit} text={(count) => words.count(count)} none={words.count(0)} />
      </Entry>
      <Entry name="rack.card.throttle">
        <Flag
          value={throttleReasons}
          text={(bits) => `0x${bits.toString(16)}`}
          none={none("rack.card.throttle.none")}
        />
      </Entry>
    </>
  );
}

/** 0 is a statement, unknown is not. */
function Flag(props: { value: number | null; text: (value: number) => string; none: string }) {
  const { value, text, none } = props;
  if (value === null) return <Reading value={null} unit="" reason="not_collected" />;
  if (value === 0) return <>{none}</>;
  return (
    <span className="inline-flex items-center gap-1.5">
      <StateMark mark="critical" className="size-3" />
      {text(value)}
    </span>
  );
}

type Label =
  | "rack.card.model"
  | "rack.card.server"
  | "rack.card.uuid"
  | "rack.card.tenant"
  | "rack.card.lease"
  | "rack.card.utilisation"
  | "rack.card.power"
  | "rack.card.temperature"
  | "rack.card.fault"
  | "rack.card.ecc"
  | "rack.card.throttle";

function Entry({ name, children }: { name: Label; children: ReactNode }) {
  const intl = useIntl();
  return (
    <div>
      <dt className="text-sm text-faint">{intl.formatMessage({ id: name })}</dt>
      <dd className="font-medium">{children}</dd>
    </div>
  );
}
