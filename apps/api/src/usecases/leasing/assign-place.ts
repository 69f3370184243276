import type { Assignment } from "@aidc/contract";
import type { AssignmentOutcome, SoldCenter, Target } from "@aidc/domain";
import { assign, endAssignment, stockOf } from "@aidc/domain";
import type { Caller } from "../caller.ts";
import { changeBy } from "../caller.ts";
import type { Services } from "../services.ts";
import { nowOfCenter } from "./center-now.ts";
import { accepted } from "./refusals.ts";

interface InCenter {
  readonly center: string;
}

export function assignPlace(
  services: Services,
  caller: Caller,
  input: InCenter & Target & { readonly from: string; readonly to: string | null },
): Promise<Assignment> {
  return changeAssignment(services, caller, input.center, "assignment.set", (held) => assign(held, input));
}

export function endAssignmentAt(
  services: Services,
  caller: Caller,
  input: InCenter & Target & { readonly at: string },
): Promise<Assignment> {
  return changeAssignment(services, caller, input.center, "assignment.end", (held, nowMs) =>
    endAssignment(held, input, nowMs),
  );
}

async function changeAssignment(
  services: Services,
  caller: Caller,
  center: string,
  action: "assignment.set" | "assignment.end",
  rule: (held: SoldCenter, nowMs: number) => AssignmentOutcome,
): Promise<Assignment> {
  const view = await services.directory.get(center);
  const nowMs = nowOfCenter(services, view);
  const stock = stockOf(view.document);
  const assignment = await services.leasing.changeLeases(center, changeBy(caller), (state) => {
    const { change, assignment, lease } = accepted(rule({ ...state, stock }, nowMs));
    const [cut] = change.cutAssignments;
    const place = assignment.rack ?? assignment.accelerator;
    const subject = `assignment/${assignment.lease}/${place}`;
    const done = { action, tenant: lease.tenant, subject, before: cut?.of ?? null, after: assignment };
    return { change, done: [done], answer: assignment };
  });
  services.directory.changed(center);
  return assignment;
}
