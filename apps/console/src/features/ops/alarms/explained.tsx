import type { AlarmBoard, AlarmView } from "@aidc/contract";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useIntl } from "react-intl";
import { nameAndPlace } from "./name-and-place.ts";
import { useAlarmWords } from "./use-alarm-words.ts";

const mostNamed = 20;

/** Another alarm of the board, in place of the one that is open: the back button returns to it. */
export function OpenAlarm({ id, children }: { id: string; children: ReactNode }) {
  return (
    <Link to="." search={(before) => ({ ...before, open: id, form: undefined })} className="underline">
      {children}
    </Link>
  );
}

/** The alarms that one brought about, each with the way to it; those that the board leaves out are counted. */
export function Explained({ alarm, board }: { alarm: AlarmView; board: AlarmBoard }) {
  const intl = useIntl();
  const words = useAlarmWords();
  if (alarm.explains === 0) return null;
  const named = board.alarms.filter(({ root }) => root === alarm.id).slice(0, mostNamed);
  const more = alarm.explains - named.length;
  const title = intl.formatMessage({ id: "alarms.children" }, { count: alarm.explains });
  return (
    <section className="grid gap-1 text-sm" aria-label={title}>
      <h3 className="text-faint">{title}</h3>
      <ul className="grid gap-1">
        {named.map((one) => (
          <li key={one.id}>
            <OpenAlarm id={one.id}>{nameAndPlace(words.name(one), one.place)}</OpenAlarm>
          </li>
        ))}
        {more > 0 && <li>{intl.formatMessage({ id: "alarms.hit.more" }, { count: more })}</li>}
      </ul>
    </section>
  );
}
