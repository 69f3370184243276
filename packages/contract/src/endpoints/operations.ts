import { z } from "zod";
import { endpoint } from "./endpoint.ts";

const compact = endpoint({
  access: "admin",
  method: "POST",
  path: "/store/compact",
  summary: "Pack the journal into chunks and roll-ups now",
  tags: ["operations"],
}).output(
  z.object({ samples: z.number().int(), chunks: z.number().int(), bytesPerSample: z.number().nullable() }),
);
export const checkSchema = z.object({ name: z.string(), ok: z.boolean(), detail: z.string() });
const doctor = endpoint({
  access: "admin",
  method: "GET",
  path: "/doctor",
  summary: "Self-test: database, durability settings, partitions, clock, disk",
  tags: ["operations"],
}).output(z.object({ checks: z.array(checkSchema) }));

export const operations = { compact, doctor };
