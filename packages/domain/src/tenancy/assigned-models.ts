/**
 * Which models of accelerators assignments hold, each for the time of its assignment: of a rack those of all servers
 * in it. Source: product glossary "assignment".
 */
import type { Assignment, CenterDocument } from "@aidc/contract";
import type { OpenInterval } from "../time/intervals.ts";
import { intervalOf } from "./leases.ts";

export interface AssignedModel extends OpenInterval {
  readonly model: string;
}

/** @param assignments of one tenant */
export function assignedModels(
  assignments: readonly Assignment[],
  servers: CenterDocument["servers"],
): AssignedModel[] {
  const byServer = new Map(servers.map((server) => [server.id, server.accelerators?.model]));
  const byRack = Map.groupBy(servers, ({ rack }) => rack);
  const modelsOf = ({ rack, accelerator }: Assignment): (string | undefined)[] => {
    if (rack !== undefined) return (byRack.get(rack) ?? []).map(({ accelerators }) => accelerators?.model);
    return accelerator === undefined
      ? []
      : [byServer.get(accelerator.slice(0, accelerator.lastIndexOf(":")))];
  };
  return assignments.flatMap((assignment) =>
    [...new Set(modelsOf(assignment))].flatMap((model) =>
      model === undefined ? [] : [{ model, ...intervalOf(assignment) }],
    ),
  );
}
