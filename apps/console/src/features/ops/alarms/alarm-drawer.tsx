import type { AlarmBoard, AlarmView } from "@aidc/contract";
import { Link } from "@tanstack/react-router";
import { useIntl } from "react-intl";
import { PlaceName } from "../../../ui/name.tsx";
import { SeverityMark } from "../../../ui/severity-mark.tsx";
import { Sheet } from "../../../ui/sheet.tsx";
import { useAuthor } from "../../../ui/use-author.ts";
import { useDeskSearch } from "../use-desk-search.ts";
import { AlarmActions } from "./alarm-actions.tsx";
import { AlarmLinks } from "./alarm-links.tsx";
import { Explained, OpenAlarm } from "./explained.tsx";
import { nameAndPlace } from "./name-and-place.ts";
import { TenantsHit } from "./tenants-hit.tsx";
import type { AlarmWords } from "./use-alarm-words.ts";
import { useAlarmWords } from "./use-alarm-words.ts";

/** One alarm beside the list, with everything that can be done with it. */
export function AlarmDrawer({ board }: { board: AlarmBoard }) {
  const intl = useIntl();
  const words = useAlarmWords();
  const { open, change } = useDeskSearch();
  const alarm = board.alarms.find(({ id }) => id === open);
  return (
    <Sheet
      isOpen={open !== undefined}
      onClose={() => change({ open: undefined, form: undefined })}
      title={alarm ? words.name(alarm) : intl.formatMessage({ id: "alarms.detail" })}
      place="side"
    >
      {alarm ? (
        <div className="grid gap-5">
          <AlarmFacts alarm={alarm} board={board} />
          <AlarmActions key={alarm.id} alarm={alarm} board={board} />
        </div>
      ) : (
        <p>{intl.formatMessage({ id: "alarms.detail.gone" })}</p>
      )}
    </Sheet>
  );
}

function AlarmFacts({ alarm, board }: { alarm: AlarmView; board: AlarmBoard }) {
  const intl = useIntl();
  const words = useAlarmWords();
  const author = useAuthor();
  const root = board.alarms.find(({ id }) => id === alarm.root);
  return (
    <>
      <p className="flex flex-wrap items-center gap-2">
        <SeverityMark severity={alarm.severity} className="size-3" />
        <span>
          {`${words.severity(alarm)} · ${words.state(alarm)} · `}
          <PlaceName of={alarm.place} />
        </span>
      </p>
      {alarm.quality === "bad" && (
        <p className="hatched rounded border border-rule px-2 py-1 text-sm">
          {intl.formatMessage({ id: "alarms.bad" })}
        </p>
      )}
      {alarm.latched && <p className="text-sm text-soft">{intl.formatMessage({ id: "alarms.latched" })}</p>}
      <dl className="grid grid-cols-[auto_1fr] gap-x-6 gap-y-1.5 text-sm">
        {factsOf(alarm, { words, author, say: intl.formatMessage }).map(([label, value]) => (
          <div key={label} className="contents">
            <dt className="text-faint">{intl.formatMessage({ id: label })}</dt>
            <dd className="num min-w-0 break-words">{value}</dd>
          </div>
        ))}
      </dl>
      {alarm.exposure.tenants.atMost > 0 && <TenantsHit alarm={alarm} />}
      {root && (
        <p className="text-sm text-soft">
          <OpenAlarm id={root.id}>
            {isSameThing(alarm, root)
              ? intl.formatMessage(
                  { id: "alarms.root.same" },
                  { name: words.name(root), value: words.value(root) },
                )
              : intl.formatMessage(
                  { id: "alarms.root" },
                  { name: nameAndPlace(words.name(root), root.place) },
                )}
          </OpenAlarm>
        </p>
      )}
      <Explained alarm={alarm} board={board} />
      {alarm.raisedMs !== null && (
        <Link
          to="/ops/replay"
          search={{ at: new Date(alarm.raisedMs).toISOString() }}
          className="w-fit text-sm underline"
        >
          {intl.formatMessage({ id: "replay.alarm" })}
        </Link>
      )}
      <AlarmLinks alarm={alarm} />
    </>
  );
}

/** One reading beyond two bounds: the farther one has said it. */
function isSameThing(a: AlarmView, b: AlarmView): boolean {
  return a.subject.kind === b.subject.kind && a.subject.id === b.subject.id && a.unit === b.unit;
}

interface Words {
  readonly words: AlarmWords;
  readonly author: ReturnType<typeof useAuthor>;
  readonly say: ReturnType<typeof useIntl>["formatMessage"];
}

function factsOf(alarm: AlarmView, { words, author, say }: Words) {
  const { acknowledged, shelf, suppression, clearedMs } = alarm;
  const by = (time: string, name: string) => say({ id: "alarms.detail.by" }, { time, by: author(name) });
  const withNote = (text: string, note: string) => (note === "" ? text : `${text}: ${note}`);
  const facts = [
    ["alarms.detail.rule", alarm.rule],
    ["alarms.column.value", words.value(alarm)],
    ["alarms.column.exposure", words.exposureWhy(alarm)],
    ["alarms.detail.pflops", words.pflops(alarm)],
    ["alarms.detail.money", words.money(alarm)],
    ["alarms.detail.explains", alarm.explains === 0 ? "" : String(alarm.explains)],
    ["alarms.column.occurrence", String(alarm.occurrence)],
    ["alarms.detail.onset", words.moment(alarm.onsetMs)],
    ["alarms.detail.raised", words.moment(alarm.raisedMs)],
    ["alarms.detail.cleared", clearedMs === null ? "" : words.moment(clearedMs)],
    [
      "alarms.detail.acknowledged",
      acknowledged ? withNote(by(words.moment(acknowledged.atMs), acknowledged.by), acknowledged.note) : "",
    ],
    [
      "alarms.detail.suppression",
      suppression
        ? say(
            { id: "alarms.detail.suppression.until" },
            { until: words.moment(suppression.untilMs), reason: suppression.reason },
          )
        : "",
    ],
    ["alarms.detail.shelf", shelf ? withNote(by(words.moment(shelf.untilMs), shelf.by), shelf.reason) : ""],
  ] as const;
  return facts.filter(([, value]) => value !== "");
}
