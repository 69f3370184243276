import type { Reason } from "@aidc/contract";
import type { ReactNode } from "react";
import { useIntl } from "react-intl";
import { showAmount } from "../../../ui/format/money.ts";
import { Reading } from "../../../ui/reading.tsx";

/** An amount that is no bill yet: that it is an estimate stands beside it, not in a footnote. */
export function EstimateTile(props: {
  name: string;
  amount: string | null;
  currency: string;
  /** Why there is no amount. */
  reason?: Reason;
  note: ReactNode;
}) {
  const { name, amount, currency, reason = "no_data", note } = props;
  const intl = useIntl();
  return (
    <div className="grid content-start gap-1 bg-panel px-5 py-4">
      <p className="flex flex-wrap items-baseline justify-between gap-2 text-sm text-faint">
        {name}
        <span className="rounded border border-info px-1.5 text-xs text-ink">
          {intl.formatMessage({ id: "my.estimate" })}
        </span>
      </p>
      <p className="text-4xl font-semibold">
        {amount === null ? (
          <Reading value={null} unit={currency} reason={reason} />
        ) : (
          <span className="num">{showAmount(amount, currency, intl.locale)}</span>
        )}
      </p>
      <p className="text-xs text-faint">{note}</p>
    </div>
  );
}
