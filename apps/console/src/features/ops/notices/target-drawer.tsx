import type { NoticeAttempt, NoticeTarget } from "@aidc/contract";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useIntl } from "react-intl";
import { describeFailure } from "../../../api/failure.ts";
import { api } from "../../../api/queries.ts";
import { wordFault } from "../../../i18n/word-fault.ts";
import { Asked } from "../../../ui/asked.tsx";
import { Button } from "../../../ui/button.tsx";
import { FailureNote } from "../../../ui/failure-note.tsx";
import { showMoment } from "../../../ui/format/time.ts";
import { MarkedText } from "../../../ui/marked-text.tsx";
import { useOpsCenter } from "../ops-center.tsx";
import { FailingNote } from "./failing-note.tsx";

const refreshMs = 3_000;

/** One place: a test with its true answer, every try, and the way out. */
export function TargetDrawer({ target, onDone }: { target: NoticeTarget; onDone: () => void }) {
  const intl = useIntl();
  const { id: center } = useOpsCenter();
  const deliveries = useQuery(
    api.notices.deliveries.queryOptions({
      input: { center, target: target.id },
      refetchInterval: refreshMs,
      staleTime: 0,
    }),
  );
  return (
    <div className="grid gap-5">
      <FailingNote target={target} />
      <SendTest target={target} />
      <section className="grid gap-2">
        <h3 className="font-semibold">{intl.formatMessage({ id: "notices.deliveries" })}</h3>
        <Asked query={deliveries} lines={3}>
          {({ attempts }) =>
            attempts.length === 0 ? (
              <p className="text-soft">{intl.formatMessage({ id: "notices.deliveries.none" })}</p>
            ) : (
              <ol className="grid divide-y divide-rule">
                {attempts.map((attempt) => (
                  <Attempt key={`${attempt.message}/${attempt.number}`} attempt={attempt} />
                ))}
              </ol>
            )
          }
        </Asked>
      </section>
      <RemoveTarget target={target} onDone={onDone} />
    </div>
  );
}

function SendTest({ target }: { target: NoticeTarget }) {
  const intl = useIntl();
  const { id: center } = useOpsCenter();
  const queries = useQueryClient();
  const test = useMutation({
    ...api.notices.test.mutationOptions(),
    onSettled: () => queries.invalidateQueries({ queryKey: api.notices.key() }),
  });
  const failure = test.error && describeFailure(test.error);
  return (
    <section className="grid gap-2">
      <div>
        <Button
          look="strong"
          disabled={test.isPending}
          onClick={() => test.mutate({ center, target: target.id })}
        >
          {intl.formatMessage({ id: test.isPending ? "notices.test.busy" : "notices.test" })}
        </Button>
      </div>
      <div role="status">{test.data && <Attempt attempt={test.data} />}</div>
      {failure &&
        (failure.code === "rate_limited" && failure.message !== null ? (
          <p role="alert">{wordFault(intl, failure.message)}</p>
        ) : (
          <FailureNote code={failure.code} requestId={failure.requestId} />
        ))}
    </section>
  );
}

function Attempt({ attempt }: { attempt: NoticeAttempt }) {
  const intl = useIntl();
  const { timeZone } = useOpsCenter();
  const { at, ok, status, answer, durationMs, number, events, isTest } = attempt;
  const what = isTest
    ? intl.formatMessage({ id: "notices.attempt.test" })
    : intl.formatMessage({ id: "notices.attempt" }, { events, number });
  return (
    <div className="grid gap-1 py-2 text-sm">
      <p className="flex flex-wrap items-center gap-x-3">
        <MarkedText mark={ok ? "normal" : "warning"}>
          {intl.formatMessage({ id: ok ? "notices.ok" : "notices.failed" })}
        </MarkedText>
        <span className="num text-faint">{showMoment(Date.parse(at), timeZone, intl.locale)}</span>
        <span className="text-soft">{what}</span>
        <span className="num text-faint">
          {status !== null && `HTTP ${status} \u00b7 `}
          {`${intl.formatNumber(durationMs)}\u202fms`}
        </span>
      </p>
      <pre className="whitespace-pre-wrap break-all rounded border border-rule bg-raised px-2 py-1 font-mono text-xs">
        {answer === "" ? intl.formatMessage({ id: "notices.answer.empty" }) : answer}
      </pre>
    </div>
  );
}

function RemoveTarget({ target, onDone }: { target: NoticeTarget; onDone: () => void }) {
  const intl = useIntl();
  const { id: center } = useOpsCenter();
  const queries = useQueryClient();
  const [isSure, setSure] = useState(false);
  const remove = useMutation({
    ...api.notices.remove.mutationOptions(),
    onSuccess: async () => {
      onDone();
      await queries.invalidateQueries({ queryKey: api.notices.list.key() });
    },
  });
  const failure = remove.error && describeFailure(remove.error);
  return (
    <section className="grid gap-2 border-t border-rule pt-3">
      {failure && <FailureNote code={failure.code} requestId={failure.requestId} />}
      {isSure ? (
        <div className="flex flex-wrap items-center gap-2">
          <p>{intl.formatMessage({ id: "notices.remove.sure" }, { name: target.name })}</p>
          <Button disabled={remove.isPending} onClick={() => remove.mutate({ center, target: target.id })}>
            {intl.formatMessage({ id: "notices.remove" })}
          </Button>
          <Button look="quiet" onClick={() => setSure(false)}>
            {intl.formatMessage({ id: "desk.cancel" })}
          </Button>
        </div>
      ) : (
        <div>
          <Button onClick={() => setSure(true)}>{intl.formatMessage({ id: "notices.remove" })}</Button>
        </div>
      )}
    </section>
  );
}
