import type { Center, sourceSchema } from "@aidc/contract";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useIntl } from "react-intl";
import type { z } from "zod";
import { describeFailure } from "../../../api/failure.ts";
import { api } from "../../../api/queries.ts";
import { useServerNowMs } from "../../../live/use-server-now.ts";
import { Button } from "../../../ui/button.tsx";
import { FailureNote } from "../../../ui/failure-note.tsx";
import { showDate, showMoment } from "../../../ui/format/time.ts";
import { FreshnessText } from "../../../ui/freshness-text.tsx";
import { csvValue } from "../../../ui/read-table.ts";
import { Reading } from "../../../ui/reading.tsx";
import { Sheet } from "../../../ui/sheet.tsx";
import { StateMark } from "../../../ui/state-mark.tsx";
import { Cell, HeadCell, Table } from "../../../ui/table.tsx";
import { useWords } from "../../../ui/use-words.ts";

type Source = z.infer<typeof sourceSchema>;

export function SourceTable({ sources, center }: { sources: readonly Source[]; center: Center }) {
  const intl = useIntl();
  const [asked, ask] = useState<Source | null>(null);
  const nowMs = useCenterNowMs(sources, center);
  return (
    <>
      <Table>
        <thead>
          <tr>
            <HeadCell>{intl.formatMessage({ id: "column.name" })}</HeadCell>
            <HeadCell>{intl.formatMessage({ id: "column.state" })}</HeadCell>
            <HeadCell isNumber>{intl.formatMessage({ id: "column.rate" })}</HeadCell>
            <HeadCell isNumber>{intl.formatMessage({ id: "column.accepted" })}</HeadCell>
            <HeadCell isNumber>{intl.formatMessage({ id: "column.series" })}</HeadCell>
            <HeadCell isNumber>{intl.formatMessage({ id: "column.unmatched" })}</HeadCell>
            <HeadCell isNumber>{intl.formatMessage({ id: "column.quarantined" })}</HeadCell>
            <HeadCell>{intl.formatMessage({ id: "column.key" })}</HeadCell>
            <HeadCell>{intl.formatMessage({ id: "column.created" })}</HeadCell>
            <HeadCell> </HeadCell>
          </tr>
        </thead>
        <tbody>
          {sources.map((source) => (
            <SourceRow
              key={source.id}
              source={source}
              center={center}
              nowMs={nowMs}
              onRevoke={() => ask(source)}
            />
          ))}
        </tbody>
      </Table>
      <RevokeSheet source={asked} centerId={center.id} onClose={() => ask(null)} />
    </>
  );
}

/** A replayed center lives in recorded time: its clock is the newest sample of any of its sources. */
function useCenterNowMs(sources: readonly Source[], { origin }: Center): number {
  const serverNowMs = useServerNowMs();
  if (origin !== "replay") return serverNowMs;
  const newestMs = Math.max(
    ...sources.map(({ lastSampleAt }) => (lastSampleAt ? Date.parse(lastSampleAt) : 0)),
  );
  return newestMs > 0 ? newestMs : serverNowMs;
}

function SourceRow({
  source,
  center,
  nowMs,
  onRevoke,
}: {
  source: Source;
  center: Center;
  nowMs: number;
  onRevoke: () => void;
}) {
  const intl = useIntl();
  const words = useWords();
  return (
    <tr>
      <Cell>
        <span className="font-medium">{source.name}</span>
      </Cell>
      <Cell>
        <SourceState source={source} center={center} nowMs={nowMs} />
      </Cell>
      <Cell isNumber>
        <span {...csvValue(source.samplesPerSecond, "1/s")}>
          {intl.formatNumber(source.samplesPerSecond, { maximumFractionDigits: 1 })}
        </span>
      </Cell>
      <Cell isNumber>
        <Reading value={source.acceptedSamples} unit="count" />
      </Cell>
      <Cell isNumber>
        <Reading value={source.seriesBound} unit="count" />
      </Cell>
      <Cell isNumber>
        <Reading value={source.seriesUnmatched} unit="count" />
      </Cell>
      <Cell isNumber>
        <Reading value={source.quarantined} unit="count" />
      </Cell>
      <Cell isFaint>
        <code>{`${source.prefix}\u2026`}</code>
      </Cell>
      <Cell isFaint>{showDate(Date.parse(source.createdAt), center.timeZone, words.language)}</Cell>
      <Cell isNumber>
        {!source.revokedAt && (
          <Button look="quiet" onClick={onRevoke}>
            {intl.formatMessage({ id: "sources.revoke" })}
          </Button>
        )}
      </Cell>
    </tr>
  );
}

/** How lately a source sent, on the clock of its center. @param nowMs of that clock */
export function SourceState(props: { source: Source; center: Center; nowMs: number }) {
  const { source, center, nowMs } = props;
  const intl = useIntl();
  const words = useWords();
  if (source.revokedAt)
    return <span className="text-faint">{intl.formatMessage({ id: "sources.revoked" })}</span>;
  const lastMs = source.lastSampleAt === null ? null : Date.parse(source.lastSampleAt);
  if (center.origin === "replay" && source.freshness === "stale" && lastMs !== null)
    return (
      <span className="inline-flex items-center gap-1.5 whitespace-nowrap">
        <StateMark mark="unknown" className="size-2.5" />
        {intl.formatMessage({ id: "sources.ended" })}
        <span className="num text-faint">{showMoment(lastMs, center.timeZone, words.language)}</span>
      </span>
    );
  if (source.clockAhead) return <ClockAhead source={source} ahead={source.clockAhead} />;
  return (
    <FreshnessText
      freshness={source.freshness}
      ageMs={lastMs === null ? null : Math.max(0, nowMs - lastMs)}
    />
  );
}

/** No age: it would be of a moment that has not come. */
function ClockAhead({ source, ahead }: { source: Source; ahead: NonNullable<Source["clockAhead"]> }) {
  const intl = useIntl();
  const words = useWords();
  const kinds = new Intl.ListFormat(intl.locale);
  const of = kinds.format(
    ahead.of.map(({ kind, id }) => `${intl.formatMessage({ id: `subject.${kind}` })} ${id}`),
  );
  return (
    <span className="grid gap-0.5">
      <FreshnessText freshness={source.freshness} />
      <span className="flex items-start gap-1.5">
        <StateMark mark="warning" className="mt-1 size-2.5" />
        {intl.formatMessage(
          { id: "sources.clock.ahead" },
          { ahead: words.age(ahead.ms), of, count: ahead.of.length },
        )}
      </span>
    </span>
  );
}

function RevokeSheet(props: { source: Source | null; centerId: string; onClose: () => void }) {
  const { source, centerId, onClose } = props;
  const intl = useIntl();
  const queries = useQueryClient();
  const revoke = useMutation({
    ...api.sources.revokeKey.mutationOptions(),
    onSuccess: async () => {
      onClose();
      await queries.invalidateQueries({ queryKey: api.sources.list.key() });
    },
  });
  const failure = revoke.error && describeFailure(revoke.error);
  return (
    <Sheet
      isOpen={source !== null}
      onClose={onClose}
      title={intl.formatMessage({ id: "sources.revoke" })}
      place="middle"
    >
      {source && (
        <div className="grid gap-4">
          <p>{intl.formatMessage({ id: "sources.revoke.sure" }, { name: source.name })}</p>
          {failure && <FailureNote code={failure.code} requestId={failure.requestId} />}
          <div className="flex gap-2">
            <Button
              look="strong"
              disabled={revoke.isPending}
              onClick={() => revoke.mutate({ center: centerId, key: source.id })}
            >
              {intl.formatMessage({ id: "sources.revoke" })}
            </Button>
            <Button onClick={onClose}>{intl.formatMessage({ id: "sources.keep" })}</Button>
          </div>
        </div>
      )}
    </Sheet>
  );
}
