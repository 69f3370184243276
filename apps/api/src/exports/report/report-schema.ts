import { reportSchema } from "@aidc/contract";
import { z } from "zod";

/** What the JSON of a report may hold, as JSON Schema 2020-12: for readers that are no program of ours. */
export function reportJsonSchema(): Buffer {
  const schema = z.toJSONSchema(reportSchema, { target: "draft-2020-12", io: "output" });
  return Buffer.from(`${JSON.stringify(schema, null, 2)}\n`);
}
