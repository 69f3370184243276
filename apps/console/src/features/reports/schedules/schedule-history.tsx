import type { ReportDelivery, ReportRun } from "@aidc/contract";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useIntl } from "react-intl";
import { api } from "../../../api/queries.ts";
import { Button } from "../../../ui/button.tsx";
import { MarkedText } from "../../../ui/marked-text.tsx";
import { Cell, HeadCell, Table } from "../../../ui/table.tsx";
import type { Centers } from "../planner-door.tsx";
import { useScheduleWords } from "./use-schedule-words.ts";

interface Told {
  readonly center: Centers[number];
  readonly schedule: string;
  readonly isAllowed: boolean;
}

/** Runs and deliveries, newest first, each with what became of it. */
export function ScheduleHistory(
  props: Told & {
    readonly history: { readonly runs: readonly ReportRun[]; readonly deliveries: readonly ReportDelivery[] };
  },
) {
  const { history, ...told } = props;
  const intl = useIntl();
  if (history.runs.length + history.deliveries.length === 0)
    return <p className="text-sm text-faint">{intl.formatMessage({ id: "schedules.runs.none" })}</p>;
  return (
    <>
      <Runs {...told} runs={history.runs} />
      {history.deliveries.length > 0 && <Deliveries {...told} deliveries={history.deliveries} />}
    </>
  );
}

function Runs({ center, runs }: Told & { readonly runs: readonly ReportRun[] }) {
  const intl = useIntl();
  const words = useScheduleWords(center.timeZone);
  return (
    <Table>
      <thead>
        <tr>
          <HeadCell>{intl.formatMessage({ id: "schedules.runs" })}</HeadCell>
          <HeadCell isNumber>{intl.formatMessage({ id: "schedules.due" })}</HeadCell>
          <HeadCell>{intl.formatMessage({ id: "schedules.state" })}</HeadCell>
          <HeadCell>{intl.formatMessage({ id: "schedules.report" })}</HeadCell>
        </tr>
      </thead>
      <tbody>
        {runs.map((run) => {
          const [mark, word] = words.runState(run);
          return (
            <tr key={run.id}>
              <Cell>
                <span className="num font-medium">{run.period}</span>
              </Cell>
              <Cell isNumber>{words.moment(run.dueAt)}</Cell>
              <Cell>
                <MarkedText mark={mark}>{word}</MarkedText>
              </Cell>
              <Cell>{run.report && <ReportLink center={center.id} {...run} report={run.report} />}</Cell>
            </tr>
          );
        })}
      </tbody>
    </Table>
  );
}

function ReportLink({ center, report, period }: { center: string; report: string; period: string }) {
  const intl = useIntl();
  return (
    <Link to="/reports" search={{ center, report, period }} className="inline-flex min-h-6 underline">
      {intl.formatMessage({ id: "schedules.open" })}
    </Link>
  );
}

function Deliveries(props: Told & { readonly deliveries: readonly ReportDelivery[] }) {
  const { center, deliveries, isAllowed } = props;
  const intl = useIntl();
  const words = useScheduleWords(center.timeZone);
  return (
    <Table>
      <thead>
        <tr>
          <HeadCell>{intl.formatMessage({ id: "schedules.deliveries" })}</HeadCell>
          <HeadCell>{intl.formatMessage({ id: "schedules.to" })}</HeadCell>
          <HeadCell>{intl.formatMessage({ id: "schedules.state" })}</HeadCell>
          <HeadCell>{intl.formatMessage({ id: "schedules.answer" })}</HeadCell>
        </tr>
      </thead>
      <tbody>
        {deliveries.map((delivery) => {
          const [mark, word] = words.deliveryState(delivery);
          const { event, number, period, destination, state } = delivery;
          return (
            <tr key={delivery.id} className="align-top">
              <Cell>{intl.formatMessage({ id: `schedules.event.${event}` }, { number, period })}</Cell>
              <Cell>{destination}</Cell>
              <Cell>
                <MarkedText mark={mark}>{word}</MarkedText>
                {isAllowed && state !== "delivered" && delivery.attempts.length > 0 && (
                  <Again {...props} delivery={delivery.id} />
                )}
              </Cell>
              <Cell>
                <Answer delivery={delivery} moment={words.moment} />
              </Cell>
            </tr>
          );
        })}
      </tbody>
    </Table>
  );
}

/** What the other side really said, last. */
function Answer(props: { readonly delivery: ReportDelivery; readonly moment: (at: string) => string }) {
  const intl = useIntl();
  const { attempts } = props.delivery;
  const [last] = attempts;
  if (last === undefined) return null;
  const count = intl.formatMessage({ id: "schedules.answers" }, { count: attempts.length });
  return (
    <>
      <span className="num block text-faint">{`${props.moment(last.at)} · ${count}`}</span>
      <span className="break-words">
        {last.status !== null && <span className="num">{last.status} </span>}
        {last.answer}
      </span>
    </>
  );
}

function Again({ center, schedule, delivery }: Told & { readonly delivery: string }) {
  const intl = useIntl();
  const queries = useQueryClient();
  const again = useMutation({
    ...api.reportSchedules.deliverAgain.mutationOptions(),
    onSuccess: () => queries.invalidateQueries({ queryKey: api.reportSchedules.key() }),
  });
  return (
    <Button
      className="mt-1"
      disabled={again.isPending}
      onClick={() => again.mutate({ center: center.id, schedule, delivery })}
    >
      {intl.formatMessage({ id: "schedules.deliver" })}
    </Button>
  );
}
