import type { Disagreements } from "@aidc/contract";
import { useQuery } from "@tanstack/react-query";
import { useIntl } from "react-intl";
import { describeFailure } from "../../../api/failure.ts";
import { api } from "../../../api/queries.ts";
import { FailureNote } from "../../../ui/failure-note.tsx";
import { Section } from "../../../ui/section.tsx";
import { Skeleton } from "../../../ui/skeleton.tsx";
import { useOpsCenter } from "../ops-center.tsx";
import { useOpsWindow } from "../use-window.ts";
import { DisagreementTable } from "./disagreement-table.tsx";

/** What is measured twice and does not agree: a queue, the greatest first. */
export function DisagreementSection() {
  const intl = useIntl();
  const center = useOpsCenter();
  const { window } = useOpsWindow("today");
  const disagreements = useQuery({
    ...api.power.disagreements.queryOptions({
      input: { center: center.id, from: window?.from ?? "", to: window?.to ?? "" },
    }),
    enabled: window !== null,
    placeholderData: (before) => before,
  });
  const failure = disagreements.error && describeFailure(disagreements.error);
  return (
    <Section title={intl.formatMessage({ id: "power.disagreements" })}>
      {disagreements.isPending && <Skeleton lines={3} />}
      {failure && (
        <FailureNote
          code={failure.code}
          requestId={failure.requestId}
          onRetry={() => void disagreements.refetch()}
        />
      )}
      {disagreements.data && <Found found={disagreements.data} />}
    </Section>
  );
}

function Found({ found }: { found: Disagreements }) {
  const intl = useIntl();
  const { breaks, compared, judged, more } = found;
  return (
    <div className="grid gap-3">
      <p className="text-sm text-soft">
        {intl.formatMessage(
          { id: compared === 0 ? "power.disagreements.nothing" : "power.disagreements.compared" },
          { compared, judged, breaks: breaks.length },
        )}
        {compared > 0 && ` ${intl.formatMessage({ id: "power.disagreements.measured" })}`}
        {more > 0 && ` ${intl.formatMessage({ id: "power.more" }, { count: more })}`}
      </p>
      {breaks.length > 0 && <DisagreementTable breaks={breaks} />}
    </div>
  );
}
