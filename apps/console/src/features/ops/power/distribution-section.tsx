import type { Distribution } from "@aidc/contract";
import { useQuery } from "@tanstack/react-query";
import { useIntl } from "react-intl";
import { describeFailure } from "../../../api/failure.ts";
import { api } from "../../../api/queries.ts";
import { EmptyNote } from "../../../ui/empty-note.tsx";
import { FailureNote } from "../../../ui/failure-note.tsx";
import { Section } from "../../../ui/section.tsx";
import { Skeleton } from "../../../ui/skeleton.tsx";
import { useOpsCenter } from "../ops-center.tsx";
import { FeedTable } from "./feed-table.tsx";
import { LoopTable } from "./loop-table.tsx";

const refreshMs = 5_000;

/** Feeds and loops as they are now; a row opens what hangs on it. */
export function DistributionSection() {
  const intl = useIntl();
  const center = useOpsCenter();
  const distribution = useQuery(
    api.power.distribution.queryOptions({
      input: { center: center.id },
      refetchInterval: refreshMs,
      staleTime: 0,
    }),
  );
  const failure = distribution.error && describeFailure(distribution.error);
  return (
    <>
      {distribution.isPending && <Skeleton lines={8} />}
      {failure && (
        <FailureNote
          code={failure.code}
          requestId={failure.requestId}
          onRetry={() => void distribution.refetch()}
        />
      )}
      {distribution.data && (
        <>
          <Section title={intl.formatMessage({ id: "power.feeds" })}>
            <Feeds feeds={distribution.data.feeds} />
          </Section>
          <Section title={intl.formatMessage({ id: "power.loops" })}>
            <Loops loops={distribution.data.loops} />
          </Section>
        </>
      )}
    </>
  );
}

function Feeds({ feeds }: Pick<Distribution, "feeds">) {
  const intl = useIntl();
  if (feeds.length > 0) return <FeedTable feeds={feeds} />;
  return (
    <EmptyNote title={intl.formatMessage({ id: "power.feeds.none" })}>
      <p className="text-sm text-soft">{intl.formatMessage({ id: "power.feeds.how" })}</p>
    </EmptyNote>
  );
}

function Loops({ loops }: Pick<Distribution, "loops">) {
  const intl = useIntl();
  if (loops.length > 0) return <LoopTable loops={loops} />;
  return (
    <EmptyNote title={intl.formatMessage({ id: "power.loops.none" })}>
      <p className="text-sm text-soft">{intl.formatMessage({ id: "power.loops.how" })}</p>
    </EmptyNote>
  );
}
