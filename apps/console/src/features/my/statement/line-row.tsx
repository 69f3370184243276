import type { Statement, StatementLine } from "@aidc/contract";
import { factsOfLine } from "@aidc/domain";
import { getRouteApi } from "@tanstack/react-router";
import { ChevronDown, ChevronRight } from "lucide-react";
import { useIntl } from "react-intl";
import { Coverage, Exact } from "../../../ui/csv-part.tsx";
import { showAmount, showDecimal, showPrice } from "../../../ui/format/money.ts";
import { showDate } from "../../../ui/format/time.ts";
import { wordUnit } from "../../../ui/format/unit-words.ts";
import { Cell } from "../../../ui/table.tsx";
import { useWords } from "../../../ui/use-words.ts";
import { wordLine } from "../../../ui/word-line.ts";
import { useModelName } from "../use-model-name.ts";
import { LineEntries } from "./line-entries.tsx";

const route = getRouteApi("/my/$center/$tenant/charges/$month");
const columns = 7;

/** A line; open while the address names it. */
export function LineRow({ line, statement }: { line: StatementLine; statement: Statement }) {
  const intl = useIntl();
  const words = useWords();
  const modelName = useModelName();
  const navigate = route.useNavigate();
  const isOpen = route.useSearch().line === line.id;
  const { currency, timeZone } = statement;
  const day = (iso: string, beforeMs: number) => showDate(Date.parse(iso) - beforeMs, timeZone, intl.locale);
  const Mark = isOpen ? ChevronDown : ChevronRight;
  const toggle = () =>
    void navigate({
      search: (before) => ({ ...before, line: isOpen ? undefined : line.id }),
      resetScroll: false,
      replace: true,
    });
  return (
    <>
      <tr>
        <Cell>
          <button
            type="button"
            aria-expanded={isOpen}
            onClick={toggle}
            className="flex min-h-8 items-start gap-1.5 py-1 text-left hover:underline"
          >
            <Mark className="mt-0.5 size-4 shrink-0 text-faint" aria-hidden="true" />
            <span className="min-w-36">
              {wordLine(line, factsOfLine(line), modelName, intl)}
              <span className="block text-xs text-faint">
                {[line.lease, line.team, `${line.rule} v${line.priceVersion}`].filter(Boolean).join(" · ")}
              </span>
            </span>
          </button>
        </Cell>
        <Cell isFaint>
          <span className="num whitespace-nowrap">{`${day(line.from, 0)} \u2013 ${day(line.to, 1)}`}</span>
        </Cell>
        <Cell isNumber>
          {line.quantity !== null &&
            `${showDecimal(line.quantity, intl.locale)} ${wordUnit(line.pricingUnit, intl)}`}
        </Cell>
        <Cell isNumber>{line.unitPrice !== null && showPrice(line.unitPrice, currency, intl.locale)}</Cell>
        <Cell isNumber>
          <Money amount={line.billed} currency={currency} />
        </Cell>
        <Cell isNumber isFaint>
          <Money amount={line.effective} currency={currency} />
        </Cell>
        <Cell isNumber isFaint>
          <Coverage of={line.coverage} show={words.coverage} />
        </Cell>
      </tr>
      {isOpen && <OpenLine line={line} statement={statement} />}
    </>
  );
}

function Money({ amount, currency }: { amount: string; currency: string }) {
  const intl = useIntl();
  return (
    <Exact value={Number(amount)} unit={currency}>
      {showAmount(amount, currency, intl.locale)}
    </Exact>
  );
}

function OpenLine({ line, statement }: { line: StatementLine; statement: Statement }) {
  return (
    <tr>
      <td colSpan={columns} className="border-b border-rule bg-panel px-4 py-3">
        <LineEntries line={line} statement={statement} />
      </td>
    </tr>
  );
}
