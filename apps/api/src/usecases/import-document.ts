import type { CenterDocument } from "@aidc/contract";
import { checkDocument } from "@aidc/domain";
import { AppError } from "./app-error.ts";
import type { Services } from "./services.ts";

/** Creates a center or changes it to what the document says; the same document again changes nothing. */
export async function importDocument(services: Services, document: CenterDocument) {
  const issues = checkDocument(document);
  if (issues.length > 0) throw refusedDocument(issues);
  const written = await services.inventory.writeDocument(document);
  const center = document.center.id;
  // Before and after: series are matched against the new document, and what is shown needs their bindings.
  services.directory.changed(center);
  const seriesBound = await services.intake.rebind(center);
  services.directory.changed(center);
  return { center, ...written, seriesBound };
}

function refusedDocument(issues: ReturnType<typeof checkDocument>): AppError {
  const [first] = issues;
  const more = issues.length > 1 ? ` (and ${issues.length - 1} more)` : "";
  return new AppError("bad_request", `${first?.path}: ${first?.message}${more}`, issues.slice(0, 100));
}
