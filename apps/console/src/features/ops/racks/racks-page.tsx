import { getRouteApi } from "@tanstack/react-router";
import { useDeferredValue, useMemo } from "react";
import { useIntl } from "react-intl";
import { useRackBoard, useWallState } from "../../../live/use-live-topic.ts";
import { Button } from "../../../ui/button.tsx";
import { splitName } from "../../../ui/center-name.ts";
import { Choice } from "../../../ui/choice.tsx";
import type { ChosenColumns } from "../../../ui/column-choice.tsx";
import { ColumnChoice, useChosenColumns } from "../../../ui/column-choice.tsx";
import { CommandLine } from "../../../ui/command-line.tsx";
import { EmptyNote } from "../../../ui/empty-note.tsx";
import { saveCsv } from "../../../ui/format/csv.ts";
import { Skeleton } from "../../../ui/skeleton.tsx";
import { isOpen } from "../alarms/arrange-alarms.ts";
import { useAlarmBoard } from "../alarms/use-alarm-board.ts";
import { useOpsCenter } from "../ops-center.tsx";
import { FloorMap } from "./floor-map.tsx";
import { writeRackCsv } from "./rack-csv.ts";
import { headings, RackList } from "./rack-list.tsx";
import type { RackRow } from "./rack-row.ts";
import { findRacks, worstAlarms } from "./rack-row.ts";
import { rackSearchId } from "./rack-search-id.ts";
import { StrandedView } from "./stranded-view.tsx";

const route = getRouteApi("/ops/racks");
const views = ["map", "list", "stranded"] as const;
const importCommand = "npm run -s aidc -- center import center.yaml";

/** All racks, as a map or as a list; view, search and order live in the address. */
export function RacksPage() {
  const intl = useIntl();
  const center = useOpsCenter();
  const board = useRackBoard(center.id).value;
  const { view = "map", q = "" } = route.useSearch();
  const search = useDeferredValue(q);
  const tenants = useWallState(center.id).value?.tenants;
  const tenantNames = useMemo(
    () => new Map(tenants?.map((tenant) => [tenant.id, splitName(tenant, intl.locale)[0]])),
    [tenants, intl.locale],
  );
  const listed = useAlarmBoard().board?.alarms;
  const alarms = useMemo(() => worstAlarms(listed?.filter(isOpen) ?? []), [listed]);
  const rows = useMemo(
    () => (board ? findRacks(board, search, tenantNames, alarms) : []),
    [board, search, tenantNames, alarms],
  );
  const chosen = useChosenColumns(headings);
  if (!board || board.places.length === 0)
    return <main>{board ? <NoRacks /> : <Skeleton lines={12} />}</main>;
  return (
    <main className="grid gap-4">
      <RackTools rows={rows} centerId={center.id} chosen={chosen} />
      {view === "stranded" && <StrandedView />}
      {rows.length === 0 && view !== "stranded" && <NoRackFits />}
      {rows.length > 0 && view === "map" && <FloorMap places={board.places} rows={rows} />}
      {rows.length > 0 && view === "list" && <RackList rows={rows} search={search} hidden={chosen.hidden} />}
    </main>
  );
}

function NoRacks() {
  const intl = useIntl();
  return (
    <EmptyNote title={intl.formatMessage({ id: "racks.nothing" })}>
      <p>{intl.formatMessage({ id: "racks.nothing.how" })}</p>
      <CommandLine command={importCommand} />
    </EmptyNote>
  );
}

function RackTools(props: { rows: readonly RackRow[]; centerId: string; chosen: ChosenColumns }) {
  const { rows, centerId, chosen } = props;
  const intl = useIntl();
  const navigate = route.useNavigate();
  const { view = "map", q = "" } = route.useSearch();
  const label = intl.formatMessage({ id: "racks.search" });
  // What is stranded has a table with search and file of its own.
  const isStranded = view === "stranded";
  const search = (text: string) =>
    void navigate({ search: (before) => ({ ...before, q: text === "" ? undefined : text }), replace: true });
  return (
    <div className="flex flex-wrap items-center gap-3">
      {!isStranded && (
        <input
          id={rackSearchId}
          type="search"
          className="min-h-8 w-72 max-w-full rounded border border-rule bg-panel px-2.5"
          placeholder={label}
          aria-label={label}
          value={q}
          onChange={({ target }) => search(target.value)}
        />
      )}
      <Choice
        label={intl.formatMessage({ id: "racks.view" })}
        value={view}
        options={views.map((value) => ({ value, text: intl.formatMessage({ id: `racks.${value}` }) }))}
        onChange={(value) => void navigate({ search: (before) => ({ ...before, view: value }) })}
      />
      {!isStranded && (
        <span className="num text-sm text-faint">
          {intl.formatMessage({ id: "racks.count" }, { count: rows.length })}
        </span>
      )}
      {!isStranded && (
        <div className="ml-auto flex gap-2">
          {view === "list" && <RackColumns chosen={chosen} />}
          <Button onClick={() => saveCsv(`racks-${centerId}.csv`, writeRackCsv(rows))}>
            {intl.formatMessage({ id: "racks.csv" })}
          </Button>
        </div>
      )}
    </div>
  );
}

function RackColumns({ chosen }: { chosen: ChosenColumns }) {
  const intl = useIntl();
  const columns = headings.map(({ id, label }) => ({ id, label: intl.formatMessage({ id: label }) }));
  return <ColumnChoice columns={columns} chosen={chosen} />;
}

function NoRackFits() {
  const intl = useIntl();
  const navigate = route.useNavigate();
  return (
    <EmptyNote title={intl.formatMessage({ id: "racks.none" })}>
      <Button onClick={() => void navigate({ search: (before) => ({ ...before, q: undefined }) })}>
        {intl.formatMessage({ id: "racks.none.clear" })}
      </Button>
    </EmptyNote>
  );
}
