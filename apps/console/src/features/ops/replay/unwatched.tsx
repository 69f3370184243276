import { useIntl } from "react-intl";
import { showMoment } from "../../../ui/format/time.ts";
import { MarkedNote } from "../../../ui/marked-note.tsx";
import { useOpsCenter } from "../ops-center.tsx";

export const isWatched = (at: string, since: string | null) =>
  since === null || Date.parse(at) >= Date.parse(since);

/** Before the picture: where nobody judged alarms, that it shows none says nothing. */
export function Unwatched({ at, since }: { at: string; since: string | null }) {
  const intl = useIntl();
  const { timeZone } = useOpsCenter();
  if (since === null || isWatched(at, since)) return null;
  return (
    <MarkedNote mark="warning" title={intl.formatMessage({ id: "replay.unwatched" })}>
      {intl.formatMessage(
        { id: "replay.unwatched.since" },
        { since: showMoment(Date.parse(since), timeZone, intl.locale) },
      )}
    </MarkedNote>
  );
}
