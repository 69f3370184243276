import { useMutation } from "@tanstack/react-query";
import type { FormEvent } from "react";
import { useState } from "react";
import { useIntl } from "react-intl";
import { describeFailure } from "../../../api/failure.ts";
import { api } from "../../../api/queries.ts";
import { Button } from "../../../ui/button.tsx";
import { FailureNote } from "../../../ui/failure-note.tsx";
import { TextField } from "../../../ui/field.tsx";
import { useOfTenant } from "../my-tenant.tsx";
import { useWish } from "../use-wish.ts";
import { WishFields } from "../wish-fields.tsx";
import { QuoteResult } from "./quote-result.tsx";

const mostMonths = 60;

/** What would it cost? Changes nothing. */
export function QuoteForm({ models }: { models: readonly string[] }) {
  const intl = useIntl();
  const own = useOfTenant();
  const { draft, setDraft, leases, wish } = useWish({});
  const [months, setMonths] = useState("1");
  const quote = useMutation(api.billing.quote.mutationOptions());
  const count = Number(months);
  const isUsable = wish !== null && Number.isInteger(count) && count >= 1 && count <= mostMonths;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (wish && isUsable) quote.mutate({ ...own, wish, months: count });
  };
  const change = (next: typeof draft) => {
    setDraft(next);
    quote.reset();
  };
  return (
    <div className="grid gap-5">
      <form onSubmit={submit} className="grid max-w-4xl items-start gap-4 sm:grid-cols-2 lg:grid-cols-3">
        <WishFields draft={draft} leases={leases} models={models} onChange={change} />
        {draft.to === "" && draft.kind !== "end" && (
          <TextField
            label={intl.formatMessage({ id: "my.quote.months" })}
            hint={intl.formatMessage({ id: "my.quote.months.hint" })}
            type="number"
            min={1}
            max={mostMonths}
            required
            value={months}
            onChange={({ target }) => setMonths(target.value)}
          />
        )}
        <div className="sm:col-span-full">
          <Button type="submit" look="strong" disabled={!isUsable || quote.isPending}>
            {intl.formatMessage({ id: "my.quote.ask" })}
          </Button>
        </div>
      </form>
      {quote.error && <FailureNote {...describeFailure(quote.error)} />}
      {quote.data && <QuoteResult quote={quote.data} />}
    </div>
  );
}
