import type { ReportSchedule } from "@aidc/contract";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useIntl } from "react-intl";
import { describeFailure } from "../../../api/failure.ts";
import { api } from "../../../api/queries.ts";
import { Asked } from "../../../ui/asked.tsx";
import { Button } from "../../../ui/button.tsx";
import { FailureNote } from "../../../ui/failure-note.tsx";
import { MarkedNote } from "../../../ui/marked-note.tsx";
import { Section } from "../../../ui/section.tsx";
import { useAuthor } from "../../../ui/use-author.ts";
import type { Centers } from "../planner-door.tsx";
import { ScheduleHistory } from "./schedule-history.tsx";
import { useScheduleWords } from "./use-schedule-words.ts";

interface Viewed {
  readonly center: Centers[number];
  readonly schedule: ReportSchedule;
  /** Whether whoever looks may run and end it. */
  readonly isAllowed: boolean;
}

/** One schedule: what it does next, what failed, its runs and what was delivered. */
export function ScheduleView({ center, schedule, isAllowed }: Viewed) {
  const intl = useIntl();
  const words = useScheduleWords(center.timeZone);
  const author = useAuthor();
  const history = useQuery(
    api.reportSchedules.history.queryOptions({
      input: { center: center.id, schedule: schedule.id },
      refetchInterval: 5_000,
    }),
  );
  const { every, day, time, next, targets, createdAt, createdBy } = schedule;
  const rule = intl.formatMessage(
    { id: "schedules.rule" },
    { every: intl.formatMessage({ id: `reports.kind.${every}` }).toLowerCase(), day, time },
  );
  return (
    <Section
      title={schedule.name}
      aside={isAllowed && <Deeds center={center} schedule={schedule} isAllowed={isAllowed} />}
    >
      <div className="grid gap-4">
        <ul className="text-sm text-soft">
          <li>{rule}</li>
          <li className="num">
            {intl.formatMessage({ id: "schedules.next" }, { period: next.period, at: words.moment(next.at) })}
          </li>
          {targets.map(({ id, kind, destination }) => (
            <li key={id}>{intl.formatMessage({ id: `schedules.to.${kind}` }, { destination })}</li>
          ))}
          {targets.length === 0 && <li>{intl.formatMessage({ id: "schedules.to.none" })}</li>}
          <li className="text-faint">
            {intl.formatMessage(
              { id: "schedules.by" },
              { name: author(createdBy), at: words.moment(createdAt) },
            )}
          </li>
        </ul>
        <Failing schedule={schedule} />
        <Asked query={history} lines={4}>
          {(told) => (
            <ScheduleHistory center={center} schedule={schedule.id} history={told} isAllowed={isAllowed} />
          )}
        </Asked>
      </div>
    </Section>
  );
}

/** Nobody should have to look into a table to see that something did not work. */
function Failing({ schedule: { lastRun, failingDeliveries } }: Pick<Viewed, "schedule">) {
  const intl = useIntl();
  return (
    <>
      {lastRun?.state === "failed" && (
        <MarkedNote
          mark="critical"
          title={intl.formatMessage({ id: "schedules.failed" }, { period: lastRun.period })}
        >
          <p>{lastRun.error}</p>
        </MarkedNote>
      )}
      {failingDeliveries > 0 && (
        <MarkedNote
          mark="warning"
          title={intl.formatMessage({ id: "schedules.failing" }, { count: failingDeliveries })}
        >
          <p className="text-faint">{intl.formatMessage({ id: "schedules.failing.how" })}</p>
        </MarkedNote>
      )}
    </>
  );
}

function Deeds({ center, schedule }: Viewed) {
  const intl = useIntl();
  const queries = useQueryClient();
  const [isSure, setSure] = useState(false);
  const onSuccess = () => queries.invalidateQueries({ queryKey: api.reportSchedules.key() });
  const run = useMutation({ ...api.reportSchedules.run.mutationOptions(), onSuccess });
  const remove = useMutation({ ...api.reportSchedules.remove.mutationOptions(), onSuccess });
  const which = { center: center.id, schedule: schedule.id };
  const error = run.error ?? remove.error;
  const again = schedule.lastRun?.state === "failed" ? { period: schedule.lastRun.period } : {};
  return (
    <div className="flex flex-wrap items-center justify-end gap-2">
      {isSure ? (
        <>
          <span className="text-sm">{intl.formatMessage({ id: "schedules.remove.sure" })}</span>
          <Button disabled={remove.isPending} onClick={() => remove.mutate(which)}>
            {intl.formatMessage({ id: "schedules.remove" })}
          </Button>
          <Button onClick={() => setSure(false)}>{intl.formatMessage({ id: "schedules.cancel" })}</Button>
        </>
      ) : (
        <>
          <Button disabled={run.isPending} onClick={() => run.mutate({ ...which, ...again })}>
            {intl.formatMessage({ id: "period" in again ? "schedules.again" : "schedules.run" })}
          </Button>
          <Button look="quiet" onClick={() => setSure(true)}>
            {intl.formatMessage({ id: "schedules.remove" })}
          </Button>
        </>
      )}
      {error && <FailureNote {...describeFailure(error)} />}
    </div>
  );
}
