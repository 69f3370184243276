import type { Center, handBindingsSchema } from "@aidc/contract";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useIntl } from "react-intl";
import type { z } from "zod";
import { api } from "../../../api/queries.ts";
import { Asked } from "../../../ui/asked.tsx";
import { Button } from "../../../ui/button.tsx";
import { showMoment } from "../../../ui/format/time.ts";
import { Reading } from "../../../ui/reading.tsx";
import { Cell, HeadCell, Table } from "../../../ui/table.tsx";
import { useWords } from "../../../ui/use-words.ts";
import type { Unbinding } from "./unbind-sheet.tsx";
import { UnbindSheet } from "./unbind-sheet.tsx";
import { useMeaningWords, useRuleWords } from "./use-meaning-words.ts";
import { writeSeries } from "./write-series.ts";

type Bindings = z.infer<typeof handBindingsSchema>;

/** What people said: of whole metrics, which holds for series to come as well, and of single series. */
export function HandBindings({ center }: { center: Center }) {
  const intl = useIntl();
  const [asked, ask] = useState<Unbinding | null>(null);
  const bindings = useQuery(
    api.sources.bindings.queryOptions({ input: { center: center.id }, refetchInterval: 15_000 }),
  );
  return (
    <Asked query={bindings}>
      {({ rules, series, total }) => (
        <div className="grid gap-4">
          <p className="max-w-prose text-sm text-faint">{intl.formatMessage({ id: "sources.hand.about" })}</p>
          {rules.length > 0 && <RuleTable rules={rules} timeZone={center.timeZone} onTakeBack={ask} />}
          {series.length > 0 ? (
            <SeriesTable series={series} timeZone={center.timeZone} onTakeBack={ask} />
          ) : (
            <p className="text-sm text-faint">{intl.formatMessage({ id: "sources.hand.none" })}</p>
          )}
          {total > series.length && (
            <p className="text-sm text-faint">
              {intl.formatMessage({ id: "sources.hand.more" }, { shown: series.length, total })}
            </p>
          )}
          <UnbindSheet asked={asked} centerId={center.id} onClose={() => ask(null)} />
        </div>
      )}
    </Asked>
  );
}

function RuleTable(props: {
  rules: Bindings["rules"];
  timeZone: string;
  onTakeBack: (what: Unbinding) => void;
}) {
  const intl = useIntl();
  const words = useWords();
  const say = useRuleWords();
  return (
    <Table>
      <thead>
        <tr>
          <HeadCell>{intl.formatMessage({ id: "sources.hand.metric" })}</HeadCell>
          <HeadCell>{intl.formatMessage({ id: "sources.hand.source" })}</HeadCell>
          <HeadCell>{intl.formatMessage({ id: "sources.hand.measures" })}</HeadCell>
          <HeadCell isNumber>{intl.formatMessage({ id: "column.series" })}</HeadCell>
          <HeadCell isNumber>{intl.formatMessage({ id: "sources.hand.since" })}</HeadCell>
          <HeadCell> </HeadCell>
        </tr>
      </thead>
      <tbody>
        {props.rules.map((rule) => (
          <tr key={rule.id}>
            <Cell>
              <code className="break-all text-xs">{rule.metric}</code>
            </Cell>
            <Cell>{rule.source ?? intl.formatMessage({ id: "sources.hand.source.gone" })}</Cell>
            <Cell>{say(rule)}</Cell>
            <Cell isNumber>
              <Reading value={rule.series} unit="count" />
            </Cell>
            <Cell isNumber isFaint>
              {showMoment(Date.parse(rule.createdAt), props.timeZone, words.language)}
            </Cell>
            <TakeBack
              of={rule.metric}
              onClick={() =>
                props.onTakeBack({ rule: rule.id, what: `${rule.metric}: ${say(rule)}`, count: rule.series })
              }
            />
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function SeriesTable(props: {
  series: Bindings["series"];
  timeZone: string;
  onTakeBack: (what: Unbinding) => void;
}) {
  const intl = useIntl();
  const { language } = useWords();
  const say = useMeaningWords();
  return (
    <Table>
      <thead>
        <tr>
          <HeadCell>{intl.formatMessage({ id: "column.labels" })}</HeadCell>
          <HeadCell>{intl.formatMessage({ id: "sources.hand.measures" })}</HeadCell>
          <HeadCell>{intl.formatMessage({ id: "sources.hand.how" })}</HeadCell>
          <HeadCell isNumber>{intl.formatMessage({ id: "sources.hand.since" })}</HeadCell>
          <HeadCell> </HeadCell>
        </tr>
      </thead>
      <tbody>
        {props.series.map((one) => (
          <tr key={one.id}>
            <Cell>
              <code className="break-all text-xs">{writeSeries(one.labels)}</code>
            </Cell>
            <Cell>{say(one)}</Cell>
            <Cell isFaint>
              {intl.formatMessage({
                id: one.rule === null ? "sources.hand.alone" : "sources.hand.by.metric",
              })}
            </Cell>
            <Cell isNumber isFaint>
              {showMoment(Date.parse(one.boundAt), props.timeZone, language)}
            </Cell>
            <TakeBack
              of={writeSeries(one.labels)}
              onClick={() => props.onTakeBack({ series: one.id, what: say(one), isRuled: one.rule !== null })}
            />
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function TakeBack({ of, onClick }: { of: string; onClick: () => void }) {
  const intl = useIntl();
  return (
    <Cell>
      <div className="flex justify-end">
        <Button aria-label={intl.formatMessage({ id: "sources.unbind.of" }, { what: of })} onClick={onClick}>
          {intl.formatMessage({ id: "sources.unbind" })}
        </Button>
      </div>
    </Cell>
  );
}
