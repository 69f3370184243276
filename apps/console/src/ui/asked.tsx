import type { ErrorCode } from "@aidc/contract";
import type { ReactNode } from "react";
import { createContext, useContext } from "react";
import { FailureNote } from "./failure-note.tsx";
import { Skeleton } from "./skeleton.tsx";

/** Of what is thrown while something is asked: which failure it is. Whoever knows the wire says so once, at the root. */
export const DescribeFailure = createContext<
  (error: unknown) => {
    readonly code: ErrorCode | "network" | "unexpected";
    readonly requestId: string | null;
  }
>(() => ({ code: "unexpected", requestId: null }));

/** What was asked of the server: its place while it comes, what failed and the way to ask again, or the answer. */
export function Asked<Data>(props: {
  query: {
    readonly isPending: boolean;
    readonly error: Error | null;
    readonly data: Data | undefined;
    refetch(): unknown;
  };
  lines?: number;
  children: (data: Data) => ReactNode;
}) {
  const { query, lines = 6, children } = props;
  const describe = useContext(DescribeFailure);
  const failure = query.error && describe(query.error);
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
