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
  if (query.isPending) return <Skeleton lines={lines} />;
  if (query.error)
    return <FailureNote {...describeFailure(query.error)} onRetry={() => void query.refetch()} />;
  return children(query.data);
}
