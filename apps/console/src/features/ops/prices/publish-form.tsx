import type { PriceDraft, PriceVersion } from "@aidc/contract";
import { priceDraftSchema } from "@aidc/contract";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import type { FormEvent } from "react";
import { useMemo, useState } from "react";
import { useIntl } from "react-intl";
import { describeFailure } from "../../../api/failure.ts";
import { api } from "../../../api/queries.ts";
import { Choice } from "../../../ui/choice.tsx";
import { readMoment, writeMoment } from "../center-moment.ts";
import type { DraftIssue } from "../drafts/draft-issues.ts";
import { faultsOf, issuesOf, readDraft } from "../drafts/draft-issues.ts";
import { DraftJson } from "../drafts/draft-json.tsx";
import { FormButtons } from "../form-buttons.tsx";
import { useOpsCenter } from "../ops-center.tsx";
import { Refusal } from "../refusal.tsx";
import { useDeskSearch } from "../use-desk-search.ts";
import type { RuleDraft } from "./draft.ts";
import { emptyRule, openRule, writeDraft } from "./draft.ts";
import { DraftHead } from "./draft-head.tsx";
import { RuleEditor } from "./rule-editor.tsx";

const route = getRouteApi("/ops/prices");
const views = ["form", "json"] as const;

interface Head {
  /** As a `datetime-local` field holds it, on the center's clock. */
  readonly from: string;
  readonly currency: string;
  readonly note: string;
}

/** A new version, begun from the newest one: as a form or as text, with every refusal at its place. */
export function PublishForm({ versions, nowMs }: { versions: readonly PriceVersion[]; nowMs: number }) {
  const intl = useIntl();
  const { change } = useDeskSearch();
  const { as = "form" } = route.useSearch();
  const draft = useDraft(versions, nowMs);
  const { publish, failure, send } = usePublish();
  const [localIssues, setLocalIssues] = useState<readonly DraftIssue[]>([]);
  const issues = useMemo(() => (failure ? issuesOf(failure) : localIssues), [failure, localIssues]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const read = readDraft(as === "json" ? draft.text : draft.written, priceDraftSchema);
    setLocalIssues("issues" in read ? read.issues : []);
    publish.reset();
    if ("draft" in read) send(read.draft);
  };
  return (
    <form className="grid gap-5" onSubmit={submit} noValidate>
      <p className="max-w-prose text-sm text-faint">{intl.formatMessage({ id: "desk.publish.what" })}</p>
      <ViewChoice view={as} draft={draft} onIssues={setLocalIssues} />
      {as === "form" ? (
        <>
          <DraftHead head={draft.head} onChange={draft.setHead} issues={issues} />
          <RuleEditor rules={draft.rules} onChange={draft.setRules} issues={issues} />
        </>
      ) : (
        <DraftJson text={draft.text} onChange={draft.setText} issues={issues} />
      )}
      <Refusal failure={failure} faults={faultsOf(failure, issues)} />
      <FormButtons
        action={intl.formatMessage({ id: "desk.publish.do" })}
        isBusy={publish.isPending}
        onCancel={() => change({ form: undefined })}
      />
    </form>
  );
}

type DraftState = ReturnType<typeof useDraft>;

function useDraft(versions: readonly PriceVersion[], nowMs: number) {
  const { timeZone, currency } = useOpsCenter();
  const newest = versions[0];
  const [head, setHead] = useState<Head>(() => ({
    from: writeMoment(nowMs + 3_600_000, timeZone),
    currency: newest?.currency ?? currency,
    note: "",
  }));
  const [rules, setRules] = useState<readonly RuleDraft[]>(
    () => newest?.rules.map(openRule) ?? [emptyRule()],
  );
  const effectiveFrom = readMoment(head.from, timeZone) ?? "";
  const written = writeDraft({ effectiveFrom, currency: head.currency.trim(), note: head.note }, rules);
  const [text, setText] = useState(written);
  const open = ({ effectiveFrom: from, currency: money, note, rules: read }: PriceDraft) => {
    setHead({ from: writeMoment(Date.parse(from), timeZone), currency: money, note });
    setRules(read.map(openRule));
  };
  return { head, setHead, rules, setRules, text, setText, written, open };
}

/** The text becomes the form only when it is a draft: what the form cannot show would be lost. */
function ViewChoice(props: {
  view: (typeof views)[number];
  draft: DraftState;
  onIssues: (issues: readonly DraftIssue[]) => void;
}) {
  const { view, draft, onIssues } = props;
  const intl = useIntl();
  const navigate = route.useNavigate();
  const choose = (next: (typeof views)[number]) => {
    if (next === view) return;
    const read = next === "form" ? readDraft(draft.text, priceDraftSchema) : null;
    if (read && "issues" in read) return onIssues(read.issues);
    if (read) draft.open(read.draft);
    else draft.setText(draft.written);
    onIssues([]);
    void navigate({ search: (before) => ({ ...before, as: next }), replace: true });
  };
  return (
    <Choice
      label={intl.formatMessage({ id: "racks.view" })}
      value={view}
      options={views.map((value) => ({ value, text: intl.formatMessage({ id: `desk.publish.${value}` }) }))}
      onChange={choose}
    />
  );
}

function usePublish() {
  const center = useOpsCenter();
  const queries = useQueryClient();
  const { change } = useDeskSearch();
  const publish = useMutation({
    ...api.billing.publish.mutationOptions(),
    onSuccess: async (made) => {
      await queries.invalidateQueries({ queryKey: api.billing.key() });
      change({ form: undefined, open: String(made.version) });
    },
  });
  const failure = publish.error && describeFailure(publish.error);
  const send = (draft: PriceDraft) => publish.mutate({ center: center.id, draft });
  return { publish, failure, send };
}
