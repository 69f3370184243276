import { z } from "zod";
import { centerIdSchema } from "../nouns/center-document.ts";
import { nameOf } from "../nouns/name.ts";
import {
  asKnownReportSchema,
  reportPeriodNameSchema,
  reportSchema,
  reportSummarySchema,
} from "../nouns/report.ts";
import { reportFormats, reportLanguages } from "../nouns/report-file.ts";
import { instantSchema } from "../nouns/time.ts";
import { endpoint } from "./endpoint.ts";

const center = centerIdSchema;
/** The number of an issued report, or the id of any. */
const ofReport = { center, report: z.string().min(1).max(120) };
const personName = nameOf(200);

const list = endpoint({
  access: "planner",
  method: "GET",
  path: "/centers/{center}/reports",
  summary: "Reports of a center, newest first",
  tags: ["reports"],
})
  .input(z.object({ center }))
  .output(z.array(reportSummarySchema));
const read = endpoint({
  access: "planner",
  method: "GET",
  path: "/centers/{center}/reports/{report}",
  summary: "A report with its content, by number or id",
  tags: ["reports"],
})
  .input(z.object(ofReport))
  .output(reportSchema);
const known = endpoint({
  access: "planner",
  method: "GET",
  path: "/centers/{center}/report-known",
  summary: "What was published of a period at an instant: the version that was in force then",
  tags: ["reports"],
})
  .input(z.object({ center, period: reportPeriodNameSchema, on: instantSchema }))
  .output(reportSchema);
const preview = endpoint({
  access: "planner",
  method: "GET",
  path: "/centers/{center}/report-preview",
  summary: "The report of a period as known now; nothing is kept",
  tags: ["reports"],
})
  .input(z.object({ center, period: reportPeriodNameSchema }))
  .output(reportSchema);
const asKnown = endpoint({
  access: "planner",
  method: "GET",
  path: "/centers/{center}/report-as-known",
  summary: "The report of a period built anew from what had been recorded by an instant after its end",
  tags: ["reports"],
})
  .input(z.object({ center, period: reportPeriodNameSchema, on: instantSchema }))
  .output(asKnownReportSchema);
const draft = endpoint({
  access: "operator",
  method: "POST",
  path: "/centers/{center}/reports",
  summary: "Draft the report of a period from what is known now",
  tags: ["reports"],
  successStatus: 201,
})
  .input(z.object({ center, period: reportPeriodNameSchema }))
  .output(reportSchema);
const review = endpoint({
  access: "planner",
  method: "POST",
  path: "/centers/{center}/reports/{report}/review",
  summary: "Review a draft; whoever does it cannot issue it",
  tags: ["reports"],
})
  .input(z.object(ofReport))
  .output(reportSchema);
const issue = endpoint({
  access: "operator",
  method: "POST",
  path: "/centers/{center}/reports/{report}/issue",
  summary:
    "Issue a reviewed report: numbered, sealed into the chain and never changed; one before is superseded",
  tags: ["reports"],
})
  .input(z.object({ ...ofReport, cause: z.string().trim().max(500).optional() }))
  .output(reportSchema);
/** For the local command line: the names are taken as given, and must differ. */
const issuePeriod = endpoint({
  access: "admin",
  method: "POST",
  path: "/centers/{center}/issued-reports",
  summary: "Draft, review and issue the report of a period in one go, in the names of two people",
  tags: ["reports"],
})
  .input(
    z.object({
      center,
      period: reportPeriodNameSchema,
      issuer: personName,
      reviewer: personName,
      cause: z.string().trim().max(500).optional(),
    }),
  )
  .output(reportSchema);
const file = endpoint({
  access: "planner",
  method: "GET",
  path: "/centers/{center}/reports/{report}/file",
  summary: "An issued report as a file; the same bytes every time",
  tags: ["reports"],
})
  .input(
    z.object({ ...ofReport, format: z.enum(reportFormats), language: z.enum(reportLanguages).default("zh") }),
  )
  .output(z.file());
const exportChain = endpoint({
  access: "planner",
  method: "GET",
  path: "/centers/{center}/report-chain",
  summary: "Every issued report of a center as JSON lines, oldest first, and the head of their chain",
  tags: ["reports"],
})
  .input(z.object({ center }))
  .output(z.file());
const key = endpoint({
  access: "public",
  method: "GET",
  path: "/report-key",
  summary: "The public key that issued reports are signed with",
  tags: ["reports"],
}).output(z.object({ algorithm: z.literal("Ed25519"), publicKey: z.string() }));

export const reports = {
  list,
  read,
  known,
  preview,
  asKnown,
  draft,
  review,
  issue,
  issuePeriod,
  file,
  exportChain,
  key,
};
