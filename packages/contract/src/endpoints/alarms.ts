import { z } from "zod";
import {
  alarmBoardSchema,
  alarmEventSchema,
  alarmRuleDefinitionSchema,
  alarmRuleSchema,
  alarmViewSchema,
  severitySchema,
  storedAlarmRuleSchema,
} from "../nouns/alarm.ts";
import { centerIdSchema, localIdSchema } from "../nouns/center-document.ts";
import { instantSchema } from "../nouns/time.ts";
import { endpoint } from "./endpoint.ts";

const center = centerIdSchema;
const alarm = z.string().min(1).max(400);
const rule = localIdSchema;

const board = endpoint({
  access: "operator",
  method: "GET",
  path: "/centers/{center}/alarms",
  summary: "Everything that is not normal, worst and most exposed first",
  tags: ["alarms"],
})
  .input(z.object({ center }))
  .output(alarmBoardSchema);
const acknowledge = endpoint({
  access: "operator",
  method: "POST",
  path: "/centers/{center}/alarm-acknowledgements",
  summary: "Acknowledge one occurrence, and those that it brought about; a later one is not silenced by it",
  tags: ["alarms"],
})
  .input(
    z.object({
      center,
      alarm,
      occurrence: z.number().int().positive(),
      note: z.string().max(1000).default(""),
      /** Now of the board that was looked at: what was raised after it is not acknowledged along. Absent: now. */
      seenMs: z.number().optional(),
    }),
  )
  .output(alarmViewSchema);
const unacknowledge = endpoint({
  access: "operator",
  method: "POST",
  path: "/centers/{center}/alarm-acknowledgements-taken-back",
  summary:
    "Take back an acknowledgement, with those that went with it; refused when the alarm has ended or come again since",
  tags: ["alarms"],
})
  .input(z.object({ center, alarm, occurrence: z.number().int().positive() }))
  .output(alarmViewSchema);
const reset = endpoint({
  access: "operator",
  method: "POST",
  path: "/centers/{center}/alarm-resets",
  summary: "Let go of a latched alarm, once its condition has gone and it is acknowledged",
  tags: ["alarms"],
})
  .input(
    z.object({
      center,
      alarm,
      occurrence: z.number().int().positive(),
      note: z.string().max(1000).default(""),
    }),
  )
  .output(alarmViewSchema);
const shelve = endpoint({
  access: "operator",
  method: "POST",
  path: "/centers/{center}/alarm-shelf",
  summary: "Silence an alarm until an instant, with a reason; at most 12 hours",
  tags: ["alarms"],
})
  .input(z.object({ center, alarm, reason: z.string().trim().min(1).max(500), until: instantSchema }))
  .output(alarmViewSchema);
const unshelve = endpoint({
  access: "operator",
  method: "POST",
  path: "/centers/{center}/alarm-unshelving",
  summary: "Take an alarm from the shelf; if it is still active it sounds again",
  tags: ["alarms"],
})
  .input(z.object({ center, alarm }))
  .output(alarmViewSchema);
const setService = endpoint({
  access: "operator",
  method: "POST",
  path: "/centers/{center}/alarm-service",
  summary: "Take an alarm out of service or back, with a reason",
  tags: ["alarms"],
})
  .input(z.object({ center, alarm, outOfService: z.boolean(), reason: z.string().trim().min(1).max(500) }))
  .output(alarmViewSchema);
const journal = endpoint({
  access: "operator",
  method: "GET",
  path: "/centers/{center}/alarm-journal",
  summary: "What happened, newest first, 500 a page",
  tags: ["alarms"],
})
  .input(z.object({ center, before: z.coerce.number().int().positive().optional() }))
  .output(z.object({ events: z.array(alarmEventSchema) }));
const hit = z.object({
  tenants: z.array(z.object({ id: z.string(), name: z.string(), nameZh: z.string().nullable() })),
  total: z.number().int(),
});
const tenants = endpoint({
  access: "operator",
  method: "GET",
  path: "/centers/{center}/alarm-tenants",
  summary:
    "Whom an alarm hits: the tenants that hold any of what it is about, and those that may because their leases have no places, at most 50 of each by name",
  tags: ["alarms"],
})
  .input(z.object({ center, alarm }))
  .output(
    z.object({
      ...hit.shape,
      possible: hit,
    }),
  );
const rules = endpoint({
  access: "operator",
  method: "GET",
  path: "/centers/{center}/alarm-rules",
  summary: "Rules in force",
  tags: ["alarms"],
})
  .input(z.object({ center }))
  .output(z.array(storedAlarmRuleSchema));
const setRule = endpoint({
  access: "operator",
  method: "PUT",
  path: "/centers/{center}/alarm-rules/{rule}",
  summary: "Create a rule or a new version of it; the versions before stay on record",
  tags: ["alarms"],
})
  .input(
    z.object({
      center,
      rule,
      definition: alarmRuleDefinitionSchema,
      enabled: z.boolean().default(true),
    }),
  )
  .output(storedAlarmRuleSchema);
const ruleVersions = endpoint({
  access: "operator",
  method: "GET",
  path: "/centers/{center}/alarm-rules/{rule}/versions",
  summary: "Every version of a rule, newest first, with who set it",
  tags: ["alarms"],
})
  .input(z.object({ center, rule }))
  .output(z.array(storedAlarmRuleSchema.extend({ setBy: z.string() })));
/** Changes nothing: the rule runs over history as it was stored. */
const dryRun = endpoint({
  access: "operator",
  method: "POST",
  path: "/centers/{center}/alarm-dry-run",
  summary: "What a rule would have raised over a past window",
  tags: ["alarms"],
})
  .input(z.object({ center, definition: alarmRuleSchema, from: instantSchema, to: instantSchema }))
  .output(
    z.object({
      occurrences: z.array(
        z.object({
          subject: z.object({ kind: z.string(), id: z.string() }),
          from: instantSchema,
          to: instantSchema.nullable(),
        }),
      ),
      more: z.number().int(),
      subjects: z.number().int(),
      /** What the version in force did over the same window; null: the rule is new. */
      inForce: z
        .object({
          version: z.number().int(),
          /** By the same history; null: no history of its kind is kept. */
          wouldRaise: z.object({ occurrences: z.number().int(), subjects: z.number().int() }).nullable(),
          /** As the journal has it, whichever version raised it. */
          raised: z.object({ occurrences: z.number().int(), subjects: z.number().int() }),
        })
        .nullable(),
    }),
  );
const count = z.number();
const grade = endpoint({
  access: "operator",
  method: "GET",
  path: "/centers/{center}/alarm-grade",
  summary: "The alarm system grades itself, beside what the standards ask for",
  tags: ["alarms"],
})
  .input(z.object({ center, from: instantSchema, to: instantSchema }))
  .output(
    z.object({
      from: instantSchema,
      to: instantSchema,
      /** The figures rest on the part of the window from here on: nobody watched before. */
      watchedFrom: instantSchema,
      /** And up to here: what is to come cannot be graded. */
      watchedTo: instantSchema,
      /** Share of the time that has passed of the window which was watched; 0: there is nothing to grade. */
      coverage: count,
      annunciations: count,
      perTenMinutes: count,
      floodShare: count,
      worstTenMinutes: count,
      stale: count,
      chattering: z.array(z.string()),
      mix: z.record(severitySchema, count),
      /** `place` as people call it; null: of this alarm nothing is known but its id. */
      topTen: z.array(z.object({ alarm: z.string(), count, place: z.string().nullable() })),
      topTenShare: count.nullable(),
      targets: z.record(z.string(), count),
    }),
  );
const walls = endpoint({
  access: "operator",
  method: "GET",
  path: "/centers/{center}/walls",
  summary: "Wall links, and what each screen that shows one last drew",
  tags: ["alarms"],
})
  .input(z.object({ center }))
  .output(
    z.array(
      z.object({
        id: z.uuid(),
        name: z.string(),
        createdAt: instantSchema,
        revokedAt: instantSchema.nullable(),
        /**
         * The worst of its screens. `waiting`: one may have drawn since, and has not had the time to say so; `left`: those
         * that showed it were closed; `unheard`: of none is anything known. Its alarm goes by the same.
         */
        standing: z.enum(["drawing", "late", "frozen", "waiting", "left", "unheard"]),
        screens: z.array(
          z.object({
            drawnAt: instantSchema,
            build: z.string(),
            framesPerSecond: z.number(),
            heapBytes: z.number().nullable(),
            seqBehind: z.number().nullable(),
            state: z.enum(["drawing", "late", "frozen", "waiting"]),
          }),
        ),
      }),
    ),
  );

export const alarms = {
  board,
  acknowledge,
  reset,
  shelve,
  unshelve,
  unacknowledge,
  setService,
  journal,
  tenants,
  rules,
  setRule,
  ruleVersions,
  dryRun,
  grade,
  walls,
};
