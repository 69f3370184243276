import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { describeFailure } from "../../api/failure.ts";
import { FailureNote } from "../../ui/failure-note.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";

/** What was asked of the server: its place while it comes, what failed and the way to ask again, or the answer. */
export function Asked<Data>({
  query,
  lines = 6,
  children,
}: {
  query: UseQueryResult<Data>;
  lines?: number;
  children: (data: Data) => ReactNode;
}) {
  const failure = query.error && describeFailure(query.error);
  return (
    <>
      {query.isPending && <Skeleton lines={lines} />}
      {failure && (
        <FailureNote code={failure.code} requestId={failure.requestId} onRetry={() => void query.refetch()} />
      )}
      {query.data !== undefined && children(query.data)}
    </>
  );
}
