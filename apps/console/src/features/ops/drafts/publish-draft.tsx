import type { FormEvent, ReactNode } from "react";
import { useState } from "react";
import { useIntl } from "react-intl";
import { describeFailure } from "../../../api/failure.ts";
import { Section } from "../../../ui/section.tsx";
import { FormButtons } from "../form-buttons.tsx";
import { useLeaseWords } from "../leases/use-lease-words.ts";
import { useOpsCenter } from "../ops-center.tsx";
import { Refusal } from "../refusal.tsx";
import { useDeskSearch } from "../use-desk-search.ts";
import type { DraftIssue } from "./draft-issues.ts";
import { faultsOf, issuesOf } from "./draft-issues.ts";
import { DraftJson } from "./draft-json.tsx";

interface Publishing<Draft> {
  readonly error: Error | null;
  readonly isPending: boolean;
  mutate(asked: { center: string; draft: Draft }): void;
  reset(): void;
}

/** A new version as text, begun from the newest one; it is shown as it would be read before it can be published. */
export function PublishDraft<Draft extends { readonly effectiveFrom: string }>(props: {
  /** What is written here, in a sentence or two. */
  what: string;
  begin: () => string;
  /** By the server's rules. */
  read: (text: string) => { draft: Draft } | { issues: readonly DraftIssue[] };
  publish: Publishing<NoInfer<Draft>>;
  view: (draft: Draft) => ReactNode;
}) {
  const { what, begin, read, publish, view } = props;
  const intl = useIntl();
  const { id: center } = useOpsCenter();
  const { change } = useDeskSearch();
  const [text, setText] = useState(begin);
  const [preview, setPreview] = useState<Draft | null>(null);
  const [found, setFound] = useState<readonly DraftIssue[]>([]);
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
    const result = read(text);
    setFound("issues" in result ? result.issues : []);
    setPreview("draft" in result ? result.draft : null);
  };
  return (
    <form className="grid gap-5" onSubmit={submit} noValidate>
      <p className="max-w-prose text-sm text-faint">{what}</p>
      <DraftJson text={text} onChange={write} issues={issues} />
      <Refusal failure={failure} faults={faultsOf(failure, issues)} />
      {preview && <Preview effectiveFrom={preview.effectiveFrom}>{view(preview)}</Preview>}
      <FormButtons
        action={intl.formatMessage({ id: preview ? "tariffs.publish.confirm" : "tariffs.publish.preview" })}
        isBusy={publish.isPending}
        onCancel={() => change({ form: undefined })}
      />
    </form>
  );
}

function Preview({ effectiveFrom, children }: { effectiveFrom: string; children: ReactNode }) {
  const intl = useIntl();
  const words = useLeaseWords();
  return (
    <Section title={intl.formatMessage({ id: "tariffs.preview" })}>
      <div className="grid gap-4">
        <p role="status">
          {intl.formatMessage({ id: "tariffs.preview.from" }, { from: words.moment(effectiveFrom) })}
        </p>
        {children}
      </div>
    </Section>
  );
}
