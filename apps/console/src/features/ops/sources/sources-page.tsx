import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useIntl } from "react-intl";
import { describeFailure } from "../../../api/failure.ts";
import { api } from "../../../api/queries.ts";
import { Button } from "../../../ui/button.tsx";
import { EmptyNote } from "../../../ui/empty-note.tsx";
import { FailureNote } from "../../../ui/failure-note.tsx";
import { Section } from "../../../ui/section.tsx";
import { Skeleton } from "../../../ui/skeleton.tsx";
import { useOpsCenter } from "../ops-center.tsx";
import { ConnectSheet } from "./connect-sheet.tsx";
import { HandBindings } from "./hand-bindings.tsx";
import { QuarantineTable } from "./kept-tables.tsx";
import { SourceTable } from "./source-table.tsx";
import { UnmatchedTable } from "./unmatched-table.tsx";

const route = getRouteApi("/ops/sources");
const refreshMs = 3_000;

/** What sends data, how fast and how lately; what was not recognised; what was kept out. */
export function SourcesPage() {
  const intl = useIntl();
  const center = useOpsCenter();
  const navigate = route.useNavigate();
  const { connect = false } = route.useSearch();
  const sources = useQuery(
    api.sources.list.queryOptions({ input: { center: center.id }, refetchInterval: refreshMs, staleTime: 0 }),
  );
  const failure = sources.error && describeFailure(sources.error);
  const open = (isOpen: boolean) =>
    void navigate({ search: (before) => ({ ...before, connect: isOpen ? true : undefined }) });
  const button = (
    <Button look="strong" onClick={() => open(true)}>
      {intl.formatMessage({ id: "sources.connect" })}
    </Button>
  );
  return (
    <main className="grid gap-6">
      <Section title={intl.formatMessage({ id: "ops.sources" })} aside={button}>
        {sources.isPending && <Skeleton lines={4} />}
        {failure && (
          <FailureNote
            code={failure.code}
            requestId={failure.requestId}
            onRetry={() => void sources.refetch()}
          />
        )}
        {sources.data?.sources.length === 0 && (
          <EmptyNote title={intl.formatMessage({ id: "sources.none" })}>
            <Button onClick={() => open(true)}>{intl.formatMessage({ id: "sources.connect" })}</Button>
          </EmptyNote>
        )}
        {sources.data && sources.data.sources.length > 0 && (
          <SourceTable sources={sources.data.sources} center={center} />
        )}
      </Section>
      {sources.data && (
        <>
          <Section title={intl.formatMessage({ id: "sources.unmatched" })}>
            <UnmatchedTable series={sources.data.unmatched} center={center} />
          </Section>
          <Section title={intl.formatMessage({ id: "sources.hand" })}>
            <HandBindings center={center} />
          </Section>
          <Section title={intl.formatMessage({ id: "sources.quarantine" })}>
            <QuarantineTable entries={sources.data.quarantine} timeZone={center.timeZone} />
          </Section>
        </>
      )}
      <ConnectSheet isOpen={connect} onClose={() => open(false)} centerId={center.id} />
    </main>
  );
}
