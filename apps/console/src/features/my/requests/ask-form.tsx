import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { FormEvent } from "react";
import { useState } from "react";
import { useIntl } from "react-intl";
import { describeFailure } from "../../../api/failure.ts";
import { api } from "../../../api/queries.ts";
import { Button } from "../../../ui/button.tsx";
import { FailureNote } from "../../../ui/failure-note.tsx";
import { TextAreaField } from "../../../ui/field.tsx";
import { useMyTenant, useOfTenant } from "../my-tenant.tsx";
import { useLeaseWords } from "../use-lease-words.ts";
import { useWish } from "../use-wish.ts";
import type { WishDraft } from "../wish-draft.ts";
import { WishFields } from "../wish-fields.tsx";

/** Asks; the sentence above the button says what will be asked, so that a slip shows before it is sent. */
export function AskForm(props: { kind: WishDraft["kind"]; lease: string | undefined; onClose: () => void }) {
  const { kind, lease, onClose } = props;
  const intl = useIntl();
  const own = useOfTenant();
  const queries = useQueryClient();
  const words = useLeaseWords();
  const { draft, setDraft, leases, wish } = useWish({ kind, lease });
  const [note, setNote] = useState("");
  const ask = useMutation({
    ...api.leasing.ask.mutationOptions(),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: api.leasing.requests.key() });
      onClose();
    },
  });
  const failure = ask.error && describeFailure(ask.error);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (wish) ask.mutate({ ...own, wish, note });
  };
  return (
    <form onSubmit={submit} className="grid max-w-4xl items-start gap-4 sm:grid-cols-2 lg:grid-cols-3">
      <WishFields draft={draft} leases={leases} models={useKnownModels()} onChange={setDraft} />
      <div className="sm:col-span-full">
        <TextAreaField
          label={intl.formatMessage({ id: "my.ask.note" })}
          value={note}
          maxLength={2000}
          onChange={({ target }) => setNote(target.value)}
        />
      </div>
      <div className="grid gap-3 sm:col-span-full">
        {wish && <p className="text-soft">{words.wish(wish, leases)}</p>}
        {failure && <FailureNote code={failure.code} requestId={failure.requestId} />}
        {failure?.issues.map(({ path, message }) => (
          <p key={path} className="text-sm">{`${path}: ${message}`}</p>
        ))}
        <div className="flex gap-2">
          <Button type="submit" look="strong" disabled={!wish || ask.isPending}>
            {intl.formatMessage({ id: "my.ask.send" })}
          </Button>
          <Button onClick={onClose}>{intl.formatMessage({ id: "my.ask.cancel" })}</Button>
        </div>
      </div>
    </form>
  );
}

/** Models that the tenant has, and those that have a price. */
function useKnownModels(): string[] {
  const { models } = useMyTenant().state;
  const prices = useQuery(api.billing.tenantPrices.queryOptions({ input: useOfTenant() }));
  const priced = (prices.data?.platform ?? []).flatMap(({ rules }) =>
    rules.map((rule) => ("model" in rule ? rule.model : null)),
  );
  const all = [...models.map(({ model }) => model), ...priced].filter((model) => model !== null);
  return [...new Set(all)].toSorted();
}
