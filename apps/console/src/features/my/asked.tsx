import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { describeFailure } from "../../api/failure.ts";
import { FailureNote } from "../../ui/failure-note.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";

/** What was asked of the server: its place while it comes, why it did not, or it. */
export function Asked<Data>(props: {
  query: UseQueryResult<Data, Error>;
  lines: number;
  children: (data: Data) => ReactNode;
}) {
  const { query, lines, children } = props;
  return (
    <>
      {query.isPending && <Skeleton lines={lines} />}
      {query.error && <FailureNote {...describeFailure(query.error)} onRetry={() => void query.refetch()} />}
      {query.data !== undefined && children(query.data)}
    </>
  );
}
