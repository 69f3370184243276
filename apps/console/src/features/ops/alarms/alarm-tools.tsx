import type { AlarmBoard, AlarmView } from "@aidc/contract";
import { severities } from "@aidc/contract";
import { getRouteApi } from "@tanstack/react-router";
import { useIntl } from "react-intl";
import { Button } from "../../../ui/button.tsx";
import { Choice } from "../../../ui/choice.tsx";
import { saveCsv } from "../../../ui/format/csv.ts";
import { SearchField } from "../desk-table.tsx";
import { useOpsCenter } from "../ops-center.tsx";
import { writeAlarmCsv } from "./alarm-csv.ts";
import { shows } from "./arrange-alarms.ts";
import { useAlarmFilter } from "./use-alarm-filter.ts";

const route = getRouteApi("/ops/alarms");

/** Filters of the list and its CSV; the filters live in the address. */
export function AlarmTools(props: {
  board: AlarmBoard;
  shown: readonly AlarmView[];
  /** Rows that are drawn: what is folded below one is none. */
  rows: number;
}) {
  const { board, shown, rows } = props;
  const intl = useIntl();
  const { show, severity } = useAlarmFilter();
  const navigate = route.useNavigate();
  const center = useOpsCenter();
  const all = intl.formatMessage({ id: "alarms.severity.all" });
  return (
    <div className="flex flex-wrap items-center gap-3">
      <SearchField />
      <Choice
        label={intl.formatMessage({ id: "alarms.show" })}
        value={show}
        options={shows.map((value) => ({ value, text: intl.formatMessage({ id: `alarms.show.${value}` }) }))}
        onChange={(value) => void navigate({ search: (before) => ({ ...before, show: value }) })}
      />
      <select
        className="min-h-8 rounded border border-rule bg-panel px-1.5 text-sm"
        aria-label={intl.formatMessage({ id: "alarms.severity" })}
        value={severity ?? ""}
        onChange={({ target }) => {
          const chosen = severities.find((each) => each === target.value);
          void navigate({ search: (before) => ({ ...before, severity: chosen }) });
        }}
      >
        <option value="">{all}</option>
        {severities.map((each) => (
          <option key={each} value={each}>
            {intl.formatMessage({ id: `alarms.severity.${each}` })}
          </option>
        ))}
      </select>
      <span className="num text-sm text-faint" role="status">
        {intl.formatMessage({ id: "desk.rows" }, { count: rows })}
        {shown.length > rows &&
          ` + ${intl.formatMessage({ id: "alarms.folded" }, { count: shown.length - rows })}`}
        {shown.length < board.alarms.length &&
          ` · ${intl.formatMessage({ id: "alarms.of" }, { count: shown.length, total: board.alarms.length })}`}
        {board.silenced > 0 &&
          ` · ${intl.formatMessage({ id: "alarms.silenced" }, { count: board.silenced })}`}
      </span>
      <Button className="ml-auto" onClick={() => saveCsv(`alarms-${center.id}.csv`, writeAlarmCsv(shown))}>
        {intl.formatMessage({ id: "racks.csv" })}
      </Button>
    </div>
  );
}
