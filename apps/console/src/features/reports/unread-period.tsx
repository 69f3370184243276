import { useIntl } from "react-intl";
import { MarkedNote } from "../../ui/marked-note.tsx";

/** The address asks for what is no period: said beside the one that stands there instead. */
export function UnreadPeriod({ unread, shown }: { unread: string | null; shown: string }) {
  const intl = useIntl();
  if (unread === null) return null;
  return (
    <div className="no-print mb-4">
      <MarkedNote
        mark="warning"
        isAlert
        title={intl.formatMessage({ id: "reports.period.unread" }, { asked: unread })}
      >
        <p className="text-soft">{intl.formatMessage({ id: "reports.period.instead" }, { shown })}</p>
      </MarkedNote>
    </div>
  );
}
