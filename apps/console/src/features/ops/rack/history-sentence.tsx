import type { Quantity } from "@aidc/contract";
import { useIntl } from "react-intl";
import { useWords } from "../../../ui/use-words.ts";
import type { Range } from "../use-window.ts";
import type { Bucket } from "./summarise-history.ts";
import { summariseHistory } from "./summarise-history.ts";

/** What the chart says, in words: for who cannot see it, and for who has no time to. */
export function HistorySentence(props: {
  buckets: readonly Bucket[];
  quantity: Quantity;
  unit: string;
  range: Range;
}) {
  const { buckets, quantity, unit, range } = props;
  const intl = useIntl();
  const words = useWords();
  const summary = summariseHistory(buckets);
  if (!summary) return <p className="text-soft">{intl.formatMessage({ id: "rack.history.none" })}</p>;
  const { mean, low, high, gaps, coverage } = summary;
  const show = (value: number) => words.quantity(value, unit);
  return (
    <p>
      {intl.formatMessage(
        { id: "rack.history.sentence" },
        {
          quantity: intl.formatMessage({ id: `quantity.${quantity}` }),
          range: intl.formatMessage({ id: `range.${range}` }),
          mean: show(mean),
          low: show(low),
          high: show(high),
        },
      )}{" "}
      <span className="text-faint">
        {gaps === 0
          ? intl.formatMessage({ id: "rack.history.whole" })
          : intl.formatMessage(
              { id: "rack.history.gap" },
              { count: gaps, coverage: words.coverage(coverage) },
            )}
      </span>
    </p>
  );
}
