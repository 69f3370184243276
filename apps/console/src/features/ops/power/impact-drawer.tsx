import { useQuery } from "@tanstack/react-query";
import { useIntl } from "react-intl";
import { describeFailure } from "../../../api/failure.ts";
import { api } from "../../../api/queries.ts";
import { FailureNote } from "../../../ui/failure-note.tsx";
import { Sheet } from "../../../ui/sheet.tsx";
import { Skeleton } from "../../../ui/skeleton.tsx";
import { useOpsCenter } from "../ops-center.tsx";
import { useDeskSearch } from "../use-desk-search.ts";
import { ImpactView } from "./impact-view.tsx";

/** What hangs on the feed or loop that the address names; closing it is a step back. */
export function ImpactDrawer() {
  const intl = useIntl();
  const { open, change } = useDeskSearch();
  const of = readOpen(open);
  return (
    <Sheet
      isOpen={of !== null}
      onClose={() => change({ open: undefined })}
      title={intl.formatMessage({ id: "power.impact" })}
      place="side"
    >
      {of && <Impact kind={of.kind} id={of.id} />}
    </Sheet>
  );
}

function Impact({ kind, id }: { kind: "feed" | "loop" | "rack"; id: string }) {
  const center = useOpsCenter();
  const impact = useQuery(
    api.power.impact.queryOptions({ input: { center: center.id, [kind]: id }, refetchInterval: 10_000 }),
  );
  const failure = impact.error && describeFailure(impact.error);
  if (failure)
    return (
      <FailureNote code={failure.code} requestId={failure.requestId} onRetry={() => void impact.refetch()} />
    );
  return impact.data ? <ImpactView impact={impact.data} /> : <Skeleton lines={8} />;
}

/** `feed:A1-A`, as the address has it. */
function readOpen(open: string | undefined): { kind: "feed" | "loop" | "rack"; id: string } | null {
  const [, kind, id] = /^(feed|loop|rack):(.+)$/.exec(open ?? "") ?? [];
  if (id === undefined || (kind !== "feed" && kind !== "loop" && kind !== "rack")) return null;
  return { kind, id };
}
