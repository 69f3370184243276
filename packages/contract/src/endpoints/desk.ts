import { z } from "zod";
import { rackPlaceSchema } from "../live/rack-frame.ts";
import { wallStateSchema } from "../live/wall-state.ts";
import { alarmBoardSchema } from "../nouns/alarm.ts";
import { centerIdSchema } from "../nouns/center-document.ts";
import { instantSchema } from "../nouns/time.ts";
import { endpoint } from "./endpoint.ts";

const center = centerIdSchema;

export const foundKinds = [
  "rack",
  "server",
  "accelerator",
  "tenant",
  "lease",
  "source",
  "alarm",
  "meter",
  "feed",
  "loop",
] as const;
export const foundThingSchema = z.object({
  kind: z.enum(foundKinds),
  id: z.string(),
  name: z.string(),
  nameZh: z.string().optional(),
  /** Where it stands or whose it is, in a few words. */
  place: z.string(),
  /** The rack to open for it, for what stands in one. */
  rack: z.string().nullable(),
  /** The tenant to open for it. */
  tenant: z.string().nullable(),
});
export type FoundThing = z.infer<typeof foundThingSchema>;

const search = endpoint({
  access: "operator",
  method: "GET",
  path: "/centers/{center}/search",
  summary: "Racks, servers, accelerators, tenants, leases, sources and alarms by id or name, best first",
  tags: ["desk"],
})
  .input(
    z.object({
      center,
      q: z.string().trim().min(1).max(200),
      limit: z.coerce.number().int().min(1).max(100).default(20),
    }),
  )
  .output(z.object({ found: z.array(foundThingSchema), more: z.number().int() }));

const links = endpoint({
  access: "operator",
  method: "GET",
  path: "/centers/{center}/links",
  summary: "Where this center can be looked at elsewhere",
  tags: ["desk"],
})
  .input(z.object({ center }))
  .output(
    z.object({
      /** Placeholders {center}, {rack}, {from}, {to} (epoch ms) are filled by who follows it. */
      grafana: z.string().nullable(),
    }),
  );

const wallAt = endpoint({
  access: "operator",
  method: "GET",
  path: "/centers/{center}/wall-at",
  summary: "The wall as its samples make it at a past instant, with every rack and the alarms that held",
  tags: ["desk"],
})
  .input(z.object({ center, at: instantSchema }))
  .output(
    z.object({
      at: instantSchema,
      /** By the same rules as the live one; the inventory is that of today. */
      wall: wallStateSchema,
      /** Columns of the rack frame, unpacked: one row per place. */
      racks: z.object({ places: z.array(rackPlaceSchema), columns: z.array(z.array(z.number().int())) }),
      /** As the journal had them by then, with the rules of that time; what hangs on them is that of today. */
      alarms: alarmBoardSchema,
      /**
       * From when alarms were judged: before it the board is empty because nobody looked. null: of a recorded center
       * this is not told.
       */
      alarmsSince: instantSchema.nullable(),
    }),
  );

export const desk = { search, links, wallAt };
