import type { LeaseChange } from "@aidc/domain";
import type { Drizzle } from "../database/open-database.ts";
import type { Transaction } from "../database/scope.ts";
import { inScope, wholeCenter } from "../database/scope.ts";
import { asConflict } from "../database/store-conflict.ts";
import { beginLines, keepLines } from "../inventory/document-lines.ts";
import type { Named } from "../inventory/read-parts.ts";
import { assignmentId } from "../inventory/read-parts.ts";
import type { LeasingState } from "./center-holdings.ts";
import { lockLeases, readLeasingState } from "./center-holdings.ts";
import type { ChangedBy, Done } from "./done.ts";
import { appendDone } from "./done.ts";
import { writeChange } from "./write-change.ts";

/** A change and what is told of it. Whoever decides throws to refuse: then nothing is kept. */
export interface LeaseDecision<T> {
  readonly change: LeaseChange;
  readonly done: readonly Done[];
  readonly answer: T;
}

/** Looks, decides and writes while nobody else changes the leases of the center; the audit log with it. */
export async function changeLeases<T>(
  db: Drizzle,
  centerId: string,
  by: ChangedBy,
  decide: (state: LeasingState, tx: Transaction) => Promise<LeaseDecision<T>> | LeaseDecision<T>,
): Promise<T> {
  try {
    return await inScope(db, wholeCenter(centerId), async (tx) => {
      await lockLeases(tx, centerId);
      await beginLines(tx, centerId);
      const state = await readLeasingState(tx, centerId);
      const { change, done, answer } = await decide(state, tx);
      await writeChange(tx, centerId, state, change);
      await keepLines(tx, centerId, namedBy(change));
      await appendDone(tx, centerId, by, done);
      return answer;
    });
  } catch (error) {
    throw asConflict(error);
  }
}

function namedBy({ cutLeases, beginLeases, cutAssignments, beginAssignments }: LeaseChange): Named {
  const leases = [...cutLeases.map(({ of }) => of), ...beginLeases];
  const assignments = [...cutAssignments.map(({ of }) => of), ...beginAssignments];
  return {
    leases: unique(leases.map(({ id }) => id)),
    assignments: unique(
      assignments.map(({ lease, rack, accelerator, from }) =>
        assignmentId(lease, rack ?? accelerator ?? "", new Date(from)),
      ),
    ),
  };
}

/** A place may be cut and begun again at the same instant. */
const unique = (ids: readonly string[]) => [...new Set(ids)];
