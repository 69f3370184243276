import type { Band, PriceRule, PriceVersion } from "@aidc/contract";
import { unitPriceOf } from "@aidc/domain";
import { useMemo } from "react";
import { useIntl } from "react-intl";
import { CsvNumber, CsvPart } from "../../../ui/csv-part.tsx";
import { Cell, HeadCell, Table } from "../../../ui/table.tsx";
import { everyMonth, everyWeekday } from "../bands/day-bands.ts";
import { DayStrips } from "../bands/day-strip.tsx";
import { exactUnitPrice, showUnitPrice } from "../bands/show-unit-price.ts";
import { useDayWords } from "../bands/use-day-words.ts";
import type { RuleChange } from "./compare-versions.ts";
import { compareVersions } from "./compare-versions.ts";
import { unitOfRule } from "./unit-of-rule.ts";
import { usePriceWords } from "./use-price-words.ts";

/** One version: its rules in words, their bands over the day, and what it changed. */
export function VersionView({ version, before }: { version: PriceVersion; before: PriceVersion | null }) {
  const changes = useMemo(() => compareVersions(before, version), [before, version]);
  return (
    <div className="grid gap-5">
      {version.note !== "" && <p className="max-w-prose whitespace-pre-wrap">{version.note}</p>}
      <ChangeList changes={changes} before={before} currency={version.currency} />
      <RuleTable rules={version.rules} currency={version.currency} />
    </div>
  );
}

function RuleTable({ rules, currency }: { rules: readonly PriceRule[]; currency: string }) {
  const intl = useIntl();
  const words = usePriceWords();
  return (
    <Table>
      <thead>
        <tr>
          <HeadCell>{intl.formatMessage({ id: "desk.price.rule" })}</HeadCell>
          <HeadCell>{intl.formatMessage({ id: "desk.price.says" })}</HeadCell>
          <HeadCell>{intl.formatMessage({ id: "desk.price.bands" })}</HeadCell>
        </tr>
      </thead>
      <tbody>
        {rules.map((rule) => (
          <tr key={rule.id} className="align-top">
            <Cell>
              <code className="text-xs">{rule.id}</code>
            </Cell>
            <Cell>
              <CsvPart name="">{words.rule(rule, currency)}</CsvPart>
              <CsvNumber
                name={intl.formatMessage({ id: "desk.price.unitPrice" })}
                value={Number(rule.unitPrice)}
                unit={unitOfRule(rule, currency)}
              />
              {rule.note && (
                <span className="block text-faint">
                  <CsvPart name={intl.formatMessage({ id: "desk.price.note" })}>{rule.note}</CsvPart>
                </span>
              )}
            </Cell>
            <Cell>
              <RuleBands rule={rule} currency={currency} />
            </Cell>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

/** A drawing for people; in a file the hours as a text, and the price of each band as a number. */
function RuleBands({ rule, currency }: { rule: PriceRule; currency: string }) {
  const intl = useIntl();
  const wordDays = useDayWords();
  const bands = "bands" in rule ? rule.bands : [];
  if (bands.length === 0)
    return <span className="text-faint">{intl.formatMessage({ id: "desk.price.allDay" })}</span>;
  const hours = ({ id, from, to, weekdays = everyWeekday, months = everyMonth }: Band) =>
    `${id} ${from}\u2013${to} ${wordDays(weekdays, months)}`;
  return (
    <>
      <span hidden>
        <CsvPart name="">{bands.map(hours).join("; ")}</CsvPart>
      </span>
      {bands.map((band) => (
        <CsvNumber
          key={band.id}
          name={band.id}
          value={exactUnitPrice(unitPriceOf(rule, band))}
          unit={unitOfRule(rule, currency)}
        />
      ))}
      <DayStrips
        bands={bands}
        words={{
          name: (band) => band?.id ?? "",
          price: (band) => showUnitPrice(unitPriceOf(rule, band), currency, intl.locale),
        }}
      />
    </>
  );
}

function ChangeList(props: {
  changes: readonly RuleChange[];
  before: PriceVersion | null;
  currency: string;
}) {
  const { changes, before, currency } = props;
  const intl = useIntl();
  const words = usePriceWords();
  if (!before) return <p className="text-sm text-faint">{intl.formatMessage({ id: "desk.price.first" })}</p>;
  const say = (rule: PriceRule | null, of: string) => (rule ? words.rule(rule, of) : "");
  return (
    <div className="text-sm">
      <h3 className="mb-1 text-faint">
        {intl.formatMessage({ id: "desk.price.changes" }, { version: before.version })}
      </h3>
      {changes.length === 0 && <p>{intl.formatMessage({ id: "desk.price.noChanges" })}</p>}
      <ul className="grid gap-1">
        {changes.map(({ id, kind, before: was, after }) => (
          <li key={id} className="flex flex-wrap gap-x-3">
            <span className="min-w-20 font-medium">
              {intl.formatMessage({ id: `desk.price.change.${kind}` })}
            </span>
            <code className="text-xs leading-5">{id}</code>
            {was && say(was, before.currency) !== say(after, currency) && (
              <s className="text-faint">{say(was, before.currency)}</s>
            )}
            {after && <span>{say(after, currency)}</span>}
            {was && after && say(was, before.currency) === say(after, currency) && (
              <span className="text-faint">{intl.formatMessage({ id: "desk.price.change.bands" })}</span>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
