import { useIntl } from "react-intl";
import type { MessageId } from "../../i18n/messages/en.ts";
import { showClock, showZone } from "../../ui/format/time.ts";
import type { Mark } from "../../ui/state-mark.tsx";
import { StateMark } from "../../ui/state-mark.tsx";
import { useWords } from "../../ui/use-words.ts";

/** A screen with one sentence and no data: connecting, access ended, no answer. */
export function WallNotice({
  mark,
  message,
  detail,
}: {
  mark: Mark;
  message: MessageId;
  detail?: MessageId;
}) {
  const intl = useIntl();
  return (
    <div className="wall-notice" role="status">
      <h1>
        <StateMark mark={mark} />
        {intl.formatMessage({ id: message })}
      </h1>
      {detail && <p>{intl.formatMessage({ id: detail })}</p>}
    </div>
  );
}

/** Over the last picture when the link is gone. The picture stays, so that people can still read it as history. */
export function LinkLost(props: { silentMs: number; lastPictureMs: number; timeZone: string }) {
  const { silentMs, lastPictureMs, timeZone } = props;
  const intl = useIntl();
  const words = useWords();
  const time = `${showClock(lastPictureMs, timeZone, intl.locale)} ${showZone(lastPictureMs, timeZone)}`;
  return (
    <div className="wall-notice wall-lost" role="alert">
      <div>
        <h1>
          <StateMark mark="critical" />
          {intl.formatMessage({ id: "wall.lost" })}
        </h1>
        <p>{intl.formatMessage({ id: "wall.lost.since" }, { age: words.age(silentMs), time })}</p>
      </div>
    </div>
  );
}

export function StorageAway() {
  const intl = useIntl();
  return (
    <div className="wall-storage" role="alert">
      <StateMark mark="warning" />
      <span>{intl.formatMessage({ id: "wall.storage" })}</span>
    </div>
  );
}
