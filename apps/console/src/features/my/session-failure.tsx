import type { UseQueryResult } from "@tanstack/react-query";
import { describeFailure } from "../../api/failure.ts";
import { FailureNote } from "../../ui/failure-note.tsx";

/** In place of the door while nobody can say who is looking. */
export function SessionFailure({ session }: { session: Pick<UseQueryResult, "error" | "refetch"> }) {
  return (
    <main className="mx-auto max-w-3xl p-8">
      <FailureNote {...describeFailure(session.error)} onRetry={() => void session.refetch()} />
    </main>
  );
}
