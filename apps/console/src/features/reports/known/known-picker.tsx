import { useIntl } from "react-intl";
import { Button } from "../../../ui/button.tsx";
import { TextField } from "../../../ui/field.tsx";
import { useReportPlace } from "../report-place.tsx";

/** The period as it was known at the end of a day, or as known now. */
export function KnownPicker({ timeZone }: { timeZone: string }) {
  const intl = useIntl();
  const { search, change } = useReportPlace();
  const today = new Intl.DateTimeFormat("en-CA", { timeZone }).format(Date.now());
  return (
    <div className="grid gap-1 text-sm">
      <TextField
        type="date"
        label={intl.formatMessage({ id: "known.on" })}
        value={search.known ?? ""}
        max={today}
        onChange={({ target }) =>
          change({ known: target.value || undefined, report: undefined, figure: undefined })
        }
      />
      {search.known !== undefined && (
        <Button look="quiet" onClick={() => change({ known: undefined })}>
          {intl.formatMessage({ id: "known.now" })}
        </Button>
      )}
    </div>
  );
}
