import { auditActorOf } from "../../usecases/caller.ts";
import { seesOnlyWholes } from "../../usecases/figures/shared-figures.ts";
import { issuedFile } from "../../usecases/report-files/report-files.ts";
import { reportAsKnown } from "../../usecases/reports/as-known.ts";
import {
  draftReport,
  exportChain,
  issuePeriod,
  issueReport,
  listReports,
  previewReport,
  readReport,
  reportKnownOn,
  reviewReport,
  sealedReport,
} from "../../usecases/reports/report-life.ts";
import type { Services } from "../../usecases/services.ts";
import { api } from "../contract-access.ts";

export function reportRoutes(services: Services) {
  const { reports } = api;
  return {
    list: reports.list.handler(({ input }) => listReports(services, input.center)),
    read: reports.read.handler(({ input }) => readReport(services, input)),
    known: reports.known.handler(({ input }) => reportKnownOn(services, input)),
    asKnown: reports.asKnown.handler(({ input, context }) =>
      reportAsKnown(services, { ...input, isOfWholes: seesOnlyWholes(context.identity) }),
    ),
    preview: reports.preview.handler(({ input }) => previewReport(services, input)),
    draft: reports.draft.handler(({ input, context }) => draftReport(services, context, input)),
    review: reports.review.handler(({ input, context }) => reviewReport(services, context, input)),
    issue: reports.issue.handler(({ input, context }) => issueReport(services, context, input)),
    issuePeriod: reports.issuePeriod.handler(({ input, context }) => issuePeriod(services, context, input)),
    file: reports.file.handler(async ({ input, context }) =>
      issuedFile(services, await sealedReport(services, input), input, auditActorOf(context.identity).name),
    ),
    exportChain: reports.exportChain.handler(({ input }) => exportChain(services, input.center)),
    key: reports.key.handler(() => ({
      algorithm: "Ed25519" as const,
      publicKey: services.reportSigner.publicKey,
    })),
  };
}
