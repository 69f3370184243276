import type { Statement } from "@aidc/contract";
import { roundingWordsOf } from "@aidc/domain";
import { useIntl } from "react-intl";
import { wordIn } from "../../../i18n/word-in.ts";
import { showMoment, showZone } from "../../../ui/format/time.ts";
import { Fact, Facts } from "../../../ui/origin/facts.tsx";
import type { Mark } from "../../../ui/state-mark.tsx";
import { StateMark } from "../../../ui/state-mark.tsx";
import { sayAuthor } from "../../../ui/use-author.ts";

const marks: Readonly<Record<Statement["status"], Mark>> = {
  estimate: "info",
  blocked: "warning",
  issued: "normal",
};

/** What the statement is, what period it covers in local time and UTC, and the rule of rounding. */
export function StatementFacts({ statement }: { statement: Statement }) {
  const intl = useIntl();
  const { status, number, timeZone, billingPeriodStart, billingPeriodEnd, issuedAt, issuedBy } = statement;
  const [from, to] = [Date.parse(billingPeriodStart), Date.parse(billingPeriodEnd)];
  const show = (atMs: number, zone: string) => showMoment(atMs, zone, intl.locale);
  return (
    <div className="max-w-4xl">
      <p className="flex items-center gap-2 text-soft">
        <StateMark mark={marks[status]} className="size-3 shrink-0" />
        {intl.formatMessage({ id: `my.statement.${status}.what` })}
      </p>
      <Facts>
        {number && <Fact name={intl.formatMessage({ id: "my.statement.number" })}>{number}</Fact>}
        {issuedAt && (
          <Fact name={intl.formatMessage({ id: "my.statement.when" })}>
            {[show(Date.parse(issuedAt), timeZone), issuedBy && sayAuthor(issuedBy, intl)]
              .filter(Boolean)
              .join(" · ")}
          </Fact>
        )}
        <Fact name={intl.formatMessage({ id: "explain.window" })}>
          {`${show(from, timeZone)} \u2013 ${show(to, timeZone)} ${timeZone}, ${showZone(from, timeZone)}`}
        </Fact>
        <Fact name={intl.formatMessage({ id: "my.statement.utc" })}>
          <code>{`${billingPeriodStart} \u2013 ${billingPeriodEnd}`}</code>
        </Fact>
        <Fact name={intl.formatMessage({ id: "my.statement.rounding" })}>
          {wordIn(intl.locale, roundingWordsOf(statement))}
        </Fact>
        <Fact name={intl.formatMessage({ id: "explain.method" })}>
          <code>{`${statement.method.id} v${statement.method.version}`}</code>
        </Fact>
        <Fact name={intl.formatMessage({ id: "my.statement.hash" })}>
          <code className="break-all">{statement.contentSha256}</code>
        </Fact>
      </Facts>
    </div>
  );
}
