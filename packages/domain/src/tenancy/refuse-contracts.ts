/**
 * The intervals of a contract are one tenant's and follow each other: were two to overlap, the contract would count
 * twice. Changes keep to it by themselves; a document may say anything. Source: product glossary "lease".
 */
import type { Lease } from "@aidc/contract";
import type { Refusal } from "./holdings.ts";
import { contractOf, instantOf, refuse } from "./holdings.ts";
import { intervalOf } from "./leases.ts";

export function refuseTornContracts(leases: readonly Lease[]): Refusal | null {
  for (const [contract, intervals] of Map.groupBy(leases, contractOf)) {
    const inOrder = intervals.toSorted((a, b) => intervalOf(a).fromMs - intervalOf(b).fromMs);
    for (const [n, next] of inOrder.entries()) {
      const before = inOrder[n - 1];
      if (before === undefined) continue;
      if (before.tenant !== next.tenant)
        return refuse(
          "conflict",
          `Leases ${before.id} and ${next.id} of contract ${contract} have two tenants.`,
        );
      const { fromMs } = intervalOf(next);
      if ((intervalOf(before).toMs ?? Number.POSITIVE_INFINITY) <= fromMs) continue;
      const goesOn = `Contract ${contract} goes on as lease ${next.id} from ${instantOf(fromMs)}`;
      return refuse("conflict", `${goesOn}; lease ${before.id} has to end by then.`);
    }
  }
  return null;
}
