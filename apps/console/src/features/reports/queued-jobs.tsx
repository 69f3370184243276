import type { QueueList, Report } from "@aidc/contract";
import { listedJobs } from "@aidc/contract";
import { waitBoundsMs } from "@aidc/domain";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useIntl } from "react-intl";
import { api } from "../../api/queries.ts";
import { Asked } from "../../ui/asked.tsx";
import { Button } from "../../ui/button.tsx";
import { SelectField } from "../../ui/field.tsx";
import { useWords } from "../../ui/use-words.ts";
import { QueuedJobTable } from "./queued-job-table.tsx";

/** The jobs that a figure of queue wait counts, as they were known when the report was made, the longest wait first. */
export function QueuedJobs({ report }: { report: Report }) {
  const intl = useIntl();
  const [group, setGroup] = useState("");
  // Where each page after the first begins, up to the one that is shown.
  const [places, setPlaces] = useState<readonly string[]>([]);
  const { id: center } = report.content.center;
  const asked = {
    center,
    period: report.content.period.name,
    recordedBy: report.asKnownAt ?? report.draftedAt,
  };
  const after = places.at(-1);
  const input = {
    ...asked,
    ...(after === undefined ? {} : { after }),
    ...(group === "" ? {} : { group: Number(group) }),
  };
  const jobs = useQuery({ ...api.queue.list.queryOptions({ input }), placeholderData: keepPreviousData });
  const { center: _center, ...query } = asked;
  return (
    <section className="grid grid-cols-1 gap-3">
      <h3 className="font-medium">{intl.formatMessage({ id: "jobs.title" })}</h3>
      <div className="flex flex-wrap items-end gap-3">
        <GroupChoice
          group={group}
          onChange={(next) => {
            setGroup(next);
            setPlaces([]);
          }}
        />
        <a
          className="min-h-8 py-1.5 text-sm underline decoration-rule hover:decoration-ink"
          href={`/api/centers/${encodeURIComponent(center)}/queued-jobs/export?${new URLSearchParams(query)}`}
          download
        >
          {intl.formatMessage({ id: "jobs.export" })}
        </a>
      </div>
      <Asked query={jobs} lines={6}>
        {(list) => (
          <Page
            list={list}
            report={report}
            total={jobsIn(report, group)}
            places={places}
            onPlaces={setPlaces}
          />
        )}
      </Asked>
    </section>
  );
}

function GroupChoice({ group, onChange }: { group: string; onChange: (group: string) => void }) {
  const intl = useIntl();
  const hours = (ms: number) => intl.formatNumber(ms / 3_600_000, { maximumFractionDigits: 2 });
  const text = (at: number) => {
    const [from = 0, to] = [waitBoundsMs[at - 1], waitBoundsMs[at]];
    if (to === undefined) return intl.formatMessage({ id: "jobs.group.from" }, { from: hours(from) });
    return intl.formatMessage({ id: "jobs.group.between" }, { from: hours(from), to: hours(to) });
  };
  const options = [0, ...waitBoundsMs].map((_, at) => ({ value: String(at), text: text(at) }));
  return (
    <SelectField
      label={intl.formatMessage({ id: "jobs.group" })}
      options={[{ value: "", text: intl.formatMessage({ id: "jobs.group.all" }) }, ...options]}
      value={group}
      onChange={({ target }) => onChange(target.value)}
    />
  );
}

/** How many there are, as the report's own table has them: a line for each group. */
function jobsIn({ content }: Report, group: string): number | null {
  const blocks = content.chapters.flatMap((chapter) => chapter.blocks);
  const table = blocks.find((block) => block.kind === "table" && block.id === "queue_waits");
  if (table?.kind !== "table") return null;
  const rows = group === "" ? table.rows : table.rows.slice(Number(group), Number(group) + 1);
  const counts = rows.flatMap(({ cells }) => cells.map(({ value }) => value));
  return counts.reduce((sum, count) => (sum === null || count === null ? null : sum + count), 0);
}

interface PageProps {
  list: QueueList;
  report: Report;
  /** null: not told. */
  total: number | null;
  places: readonly string[];
  onPlaces: (places: readonly string[]) => void;
}

function Page({ list, report, total, places, onPlaces }: PageProps) {
  const intl = useIntl();
  const words = useWords();
  if (list.reason) return <p className="text-sm text-soft">{words.reason(list.reason)}</p>;
  if (list.jobs.length === 0)
    return <p className="text-sm text-soft">{intl.formatMessage({ id: "jobs.none" })}</p>;
  const { next } = list;
  const first = places.length * listedJobs + 1;
  const range = { first, last: first + list.jobs.length - 1 };
  return (
    <>
      <div className="flex items-center gap-2">
        <span className="num text-sm text-faint" role="status">
          {total === null
            ? intl.formatMessage({ id: "jobs.rows" }, range)
            : intl.formatMessage({ id: "jobs.rows.of" }, { ...range, total })}
        </span>
        <Button disabled={places.length === 0} onClick={() => onPlaces(places.slice(0, -1))}>
          {intl.formatMessage({ id: "jobs.before" })}
        </Button>
        <Button disabled={next === null} onClick={() => next !== null && onPlaces([...places, next])}>
          {intl.formatMessage({ id: "jobs.after" })}
        </Button>
      </div>
      <QueuedJobTable jobs={list.jobs} center={report.content.center} />
    </>
  );
}
