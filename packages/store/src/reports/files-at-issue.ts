import { randomUUID } from "node:crypto";
import { reportFileKinds } from "@aidc/contract";
import type { Transaction } from "../database/scope.ts";
import { reportFile } from "../schema/report-files.ts";
import type { Signer } from "./report-changes.ts";
import type { Row } from "./report-rows.ts";

/**
 * With the issue itself, so that no end of a process comes between: all files of the report wait to be drawn from then
 * on, by the program that issued it and not by whichever runs when somebody asks. Source: decision 76.
 */
export async function orderFiles(
  tx: Transaction,
  { centerId, id: reportId, number }: Row,
  issuer: Pick<Signer, "name" | "atMs">,
): Promise<void> {
  const of = { centerId, reportId, number: number ?? reportId };
  const asked = { askedAt: new Date(issuer.atMs), askedBy: issuer.name, state: "waiting" } as const;
  await tx
    .insert(reportFile)
    .values(
      reportFileKinds.map((kind) => ({ ...of, ...kind, ...asked, id: randomUUID(), jobId: randomUUID() })),
    );
}
