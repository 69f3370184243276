import type { Center, sourcesSchema } from "@aidc/contract";
import { useState } from "react";
import { useIntl } from "react-intl";
import type { z } from "zod";
import { Button } from "../../../ui/button.tsx";
import { FailureNote } from "../../../ui/failure-note.tsx";
import { showMoment } from "../../../ui/format/time.ts";
import { MarkedNote } from "../../../ui/marked-note.tsx";
import { StateMark } from "../../../ui/state-mark.tsx";
import { Cell, HeadCell, Table } from "../../../ui/table.tsx";
import { useWords } from "../../../ui/use-words.ts";
import { BindSheet } from "./bind-sheet.tsx";
import type { Binding } from "./use-binding.ts";
import { useBinding } from "./use-binding.ts";
import { useMeaningWords } from "./use-meaning-words.ts";
import { writeSeries } from "./write-series.ts";

type Series = z.infer<typeof sourcesSchema>["unmatched"][number];

/** What nothing recognised, each with what it seems to measure: one click says yes, a sheet says otherwise. */
export function UnmatchedTable({ series, center }: { series: readonly Series[]; center: Center }) {
  const intl = useIntl();
  const [asked, ask] = useState<Series | null>(null);
  const binding = useBinding(center.id);
  return (
    <div className="grid gap-2">
      <p className="max-w-prose text-sm text-faint">
        {intl.formatMessage({ id: "sources.unmatched.about" })}
      </p>
      <Outcome binding={binding} />
      {series.length === 0 ? (
        <p className="text-sm text-faint">{intl.formatMessage({ id: "sources.unmatched.none" })}</p>
      ) : (
        <Table>
          <thead>
            <tr>
              <HeadCell>{intl.formatMessage({ id: "column.labels" })}</HeadCell>
              <HeadCell>{intl.formatMessage({ id: "sources.bind.seems" })}</HeadCell>
              <HeadCell> </HeadCell>
              <HeadCell isNumber>{intl.formatMessage({ id: "sources.last.value" })}</HeadCell>
              <HeadCell isNumber>{intl.formatMessage({ id: "sources.last.heard" })}</HeadCell>
            </tr>
          </thead>
          <tbody>
            {series.map((one) => (
              <SeriesRow
                key={one.id}
                one={one}
                timeZone={center.timeZone}
                binding={binding}
                onChoose={() => ask(one)}
              />
            ))}
          </tbody>
        </Table>
      )}
      <BindSheet
        key={asked?.id ?? "none"}
        series={asked}
        centerId={center.id}
        onBound={binding.tell}
        onClose={() => ask(null)}
      />
    </div>
  );
}

function SeriesRow(props: { one: Series; timeZone: string; binding: Binding; onChoose: () => void }) {
  const { one, timeZone, binding, onChoose } = props;
  const { labels, lastSampleAt, lastValue, suggestion, measured } = one;
  const intl = useIntl();
  const { language } = useWords();
  const say = useMeaningWords();
  const written = writeSeries(labels);
  return (
    <tr>
      <Cell>
        <code className="break-all text-xs">{written}</code>
        {one.source !== null && <span className="block text-xs text-faint">{one.source}</span>}
      </Cell>
      <Cell isFaint={!suggestion}>
        {suggestion && say(suggestion)}
        {measured && intl.formatMessage({ id: "sources.bind.measured" }, { what: say(measured) })}
        {!suggestion && !measured && intl.formatMessage({ id: "sources.bind.unsure" })}
      </Cell>
      <Cell>
        <div className="flex flex-wrap justify-end gap-1">
          {suggestion && (
            <Button
              disabled={binding.isBusy}
              aria-label={intl.formatMessage({ id: "sources.bind.one" }, { what: say(suggestion) })}
              onClick={() => binding.bindOne(one.id, suggestion)}
            >
              {intl.formatMessage({ id: "sources.bind" })}
            </Button>
          )}
          {suggestion && (
            <Button
              disabled={binding.isBusy}
              title={intl.formatMessage(
                { id: "sources.bind.all.about" },
                { metric: labels.__name__, label: suggestion.by.label },
              )}
              onClick={() => binding.bindAll(labels.__name__ ?? "", suggestion)}
            >
              {intl.formatMessage({ id: "sources.bind.all" })}
            </Button>
          )}
          <Button
            look="quiet"
            aria-label={intl.formatMessage({ id: "sources.bind.choose.of" }, { series: written })}
            onClick={onChoose}
          >
            {intl.formatMessage({ id: "sources.bind.choose" })}
          </Button>
        </div>
      </Cell>
      <Cell isNumber>
        {lastValue === null ? "–" : intl.formatNumber(lastValue, { maximumSignificantDigits: 6 })}
      </Cell>
      <Cell isNumber isFaint>
        {lastSampleAt ? showMoment(Date.parse(lastSampleAt), timeZone, language) : "–"}
      </Cell>
    </tr>
  );
}

/** What became of the last click, read out as it happens. */
function Outcome({ binding: { told, failure } }: { binding: Binding }) {
  const intl = useIntl();
  return (
    <>
      <div role="status" className="empty:hidden">
        {told && (
          <p className="flex items-center gap-2 text-sm font-medium">
            <StateMark mark="normal" className="size-3 shrink-0" />
            {told}
          </p>
        )}
      </div>
      {failure?.issues[0] ? (
        <MarkedNote mark="critical" title={intl.formatMessage({ id: "desk.refused" })} isAlert>
          {failure.issues.map(({ path, message }) => (
            <p key={path}>{message}</p>
          ))}
        </MarkedNote>
      ) : (
        failure && <FailureNote code={failure.code} requestId={failure.requestId} />
      )}
    </>
  );
}
