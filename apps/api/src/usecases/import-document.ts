import type { CenterDocument } from "@aidc/contract";
import { checkDocument, refuseAnyClash, refuseTornContracts } from "@aidc/domain";
import { AppError } from "./app-error.ts";
import type { Caller } from "./caller.ts";
import { changeBy } from "./caller.ts";
import type { Services } from "./services.ts";

/** Creates a center or changes it to what the document says; the same document again changes nothing. */
export async function importDocument(services: Services, caller: Caller, document: CenterDocument) {
  const issues = checkDocument(document);
  if (issues.length > 0) throw refusedDocument(issues);
  const { leasesChangedFromMs, ...written } = await services.inventory.writeDocument(document, {
    by: changeBy(caller),
    check: (state) => {
      const refusal = refuseAnyClash(state) ?? refuseTornContracts(state.leases);
      if (refusal) throw new AppError("conflict", refusal.message);
    },
  });
  const center = document.center.id;
  // Before and after: series are matched against the new document, and what is shown needs their bindings.
  services.directory.changed(center);
  const seriesBound = await services.intake.rebind(center);
  services.directory.changed(center);
  if (leasesChangedFromMs !== null) services.metering.recheckFrom(center, leasesChangedFromMs);
  return { center, ...written, seriesBound };
}

function refusedDocument(issues: ReturnType<typeof checkDocument>): AppError {
  const [first] = issues;
  const more = issues.length > 1 ? ` (and ${issues.length - 1} more)` : "";
  return new AppError("bad_request", `${first?.path}: ${first?.message}${more}`, issues.slice(0, 100));
}
