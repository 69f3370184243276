import { z } from "zod";
import { centerIdSchema } from "../nouns/center-document.ts";
import { reportFileSchema, reportFormats, reportLanguages } from "../nouns/report-file.ts";
import { endpoint } from "./endpoint.ts";

const center = centerIdSchema;
const tags = ["reports"];

const list = endpoint({
  access: "planner",
  method: "GET",
  path: "/centers/{center}/report-files",
  summary:
    "Files of issued reports: how far each is that is not made, then the newest that were; newest first",
  tags,
})
  .input(z.object({ center }))
  .output(z.array(reportFileSchema));
const ask = endpoint({
  access: "planner",
  method: "POST",
  path: "/centers/{center}/reports/{report}/files",
  summary: "Have a file of an issued report made; one that is under way or kept is answered as it stands",
  tags,
  successStatus: 202,
})
  .input(
    z.object({
      center,
      /** The number of an issued report, or its id. */
      report: z.string().min(1).max(120),
      format: z.enum(reportFormats),
      language: z.enum(reportLanguages).default("zh"),
    }),
  )
  .output(reportFileSchema);
const download = endpoint({
  access: "planner",
  method: "GET",
  path: "/centers/{center}/report-files/{file}",
  summary: "A file that is ready",
  tags,
})
  .input(z.object({ center, file: z.uuid() }))
  .output(z.file());

export const reportFiles = { list, ask, download };
