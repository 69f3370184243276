import type { TariffDraft, TariffVersion } from "@aidc/contract";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { FormEvent } from "react";
import { useState } from "react";
import { useIntl } from "react-intl";
import { describeFailure } from "../../../api/failure.ts";
import { api } from "../../../api/queries.ts";
import { Section } from "../../../ui/section.tsx";
import type { DraftIssue } from "../drafts/draft-issues.ts";
import { faultsOf, issuesOf } from "../drafts/draft-issues.ts";
import { DraftJson } from "../drafts/draft-json.tsx";
import { FormButtons } from "../form-buttons.tsx";
import { useLeaseWords } from "../leases/use-lease-words.ts";
import { useOpsCenter } from "../ops-center.tsx";
import { Refusal } from "../refusal.tsx";
import { useDeskSearch } from "../use-desk-search.ts";
import { beginDraft } from "./begin-draft.ts";
import { readTariff } from "./read-tariff.ts";
import { TariffView } from "./tariff-view.tsx";

/** A new version as text, begun from the newest one; it is shown as it would be read before it can be published. */
export function PublishTariff({ versions, nowMs }: { versions: readonly TariffVersion[]; nowMs: number }) {
  const intl = useIntl();
  const { id: center, currency } = useOpsCenter();
  const { change } = useDeskSearch();
  const [text, setText] = useState(() => beginDraft(versions, currency, nowMs));
  const [preview, setPreview] = useState<TariffDraft | null>(null);
  const [found, setFound] = useState<readonly DraftIssue[]>([]);
  const publish = usePublish();
  const failure = publish.error && describeFailure(publish.error);
  const issues = failure ? issuesOf(failure) : found;
  const write = (next: string) => {
    setText(next);
    setPreview(null);
    setFound([]);
    publish.reset();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (preview) return publish.mutate({ center, draft: preview });
    const read = readTariff(text, { earlier: versions, currency });
    setFound("issues" in read ? read.issues : []);
    setPreview("draft" in read ? read.draft : null);
  };
  return (
    <form className="grid gap-5" onSubmit={submit} noValidate>
      <p className="max-w-prose text-sm text-faint">{intl.formatMessage({ id: "tariffs.publish.what" })}</p>
      <DraftJson text={text} onChange={write} issues={issues} />
      <Refusal failure={failure} faults={faultsOf(failure, issues)} />
      {preview && <Preview draft={preview} />}
      <FormButtons
        action={intl.formatMessage({ id: preview ? "tariffs.publish.confirm" : "tariffs.publish.preview" })}
        isBusy={publish.isPending}
        onCancel={() => change({ form: undefined })}
      />
    </form>
  );
}

function Preview({ draft }: { draft: TariffDraft }) {
  const intl = useIntl();
  const words = useLeaseWords();
  return (
    <Section title={intl.formatMessage({ id: "tariffs.preview" })}>
      <div className="grid gap-4">
        <p role="status">
          {intl.formatMessage({ id: "tariffs.preview.from" }, { from: words.moment(draft.effectiveFrom) })}
        </p>
        <TariffView tariff={draft} />
      </div>
    </Section>
  );
}

function usePublish() {
  const queries = useQueryClient();
  const { change } = useDeskSearch();
  return useMutation({
    ...api.tariffs.publish.mutationOptions(),
    onSuccess: async ({ version }) => {
      // Every cost of energy follows the tariff.
      await queries.invalidateQueries();
      change({ form: undefined, open: String(version) });
    },
  });
}
