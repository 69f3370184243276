import { useIntl } from "react-intl";
import type { MessageId } from "../../../i18n/messages/en.ts";
import { showMoment, showZone } from "../../../ui/format/time.ts";
import { StateMark } from "../../../ui/state-mark.tsx";
import { useMyTenant } from "../my-tenant.tsx";
import type { OwnEvent } from "./sort-events.ts";

/** @param isOpen whether the events still matter: marks of what is over are hollow */
export function EventList(props: { events: readonly OwnEvent[]; none: MessageId; isOpen: boolean }) {
  const { events, none, isOpen } = props;
  const intl = useIntl();
  if (events.length === 0)
    return <p className="py-2 text-sm text-faint">{intl.formatMessage({ id: none })}</p>;
  return (
    <ul>
      {events.map((event) => (
        <EventItem key={event.id} event={event} isOpen={isOpen} />
      ))}
    </ul>
  );
}

function EventItem({ event, isOpen }: { event: OwnEvent; isOpen: boolean }) {
  const intl = useIntl();
  const { timeZone } = useMyTenant().state.center;
  const { kind, title, text, from, to } = event;
  const show = (iso: string) => showMoment(Date.parse(iso), timeZone, intl.locale);
  const mark = isOpen ? (kind === "incident" ? "critical" : "info") : "unknown";
  return (
    <li className="grid gap-x-6 gap-y-1 border-b border-rule py-3 sm:grid-cols-[1fr_auto]">
      <p className="flex items-start gap-2">
        <StateMark mark={mark} className="mt-1.5 size-3 shrink-0" />
        <span>
          <span className="mr-2 text-faint">{intl.formatMessage({ id: `my.event.${kind}` })}</span>
          <span className="font-medium">{title}</span>
        </span>
      </p>
      <p className="num text-sm text-faint">
        {`${show(from)} \u2013 ${to ? show(to) : intl.formatMessage({ id: "my.event.open" })} ${showZone(Date.parse(from), timeZone)}`}
      </p>
      {text && <p className="max-w-3xl pl-5 text-sm whitespace-pre-line text-soft sm:col-span-2">{text}</p>}
    </li>
  );
}
