import type { Failure } from "../../../api/failure.ts";
import { FailureNote } from "../../../ui/failure-note.tsx";
import { Refusal } from "../refusal.tsx";
import { sortFaults } from "../sort-faults.ts";

/** What the rules say against it, or that it did not come through. */
export function DeedFailure({ failure }: { failure: Failure }) {
  return failure.issues.length > 0 ? (
    <Refusal failure={failure} faults={sortFaults(failure, [])} />
  ) : (
    <FailureNote code={failure.code} requestId={failure.requestId} />
  );
}
