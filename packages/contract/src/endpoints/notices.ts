import { z } from "zod";
import { centerIdSchema } from "../nouns/center-document.ts";
import {
  noticeAddressSchema,
  noticeAttemptSchema,
  noticeSettingsSchema,
  noticeTargetSchema,
} from "../nouns/notice-target.ts";
import { endpoint } from "./endpoint.ts";

const center = centerIdSchema;
const target = z.uuid();
const tags = ["notices"];
/** A signing secret that was made for a webhook: it is told in this answer and nowhere else. */
const changed = z.object({ target: noticeTargetSchema, madeSecret: z.string().nullable() });

const list = endpoint({
  access: "operator",
  method: "GET",
  path: "/centers/{center}/notice-targets",
  summary: "Where notices of alarms go, and how the last delivery went",
  tags,
})
  .input(z.object({ center }))
  .output(
    z.object({
      targets: z.array(noticeTargetSchema),
      /** Whether this server can send mail. */
      mail: z.boolean(),
      /** Where Alertmanager sends its alerts to, with an ingest key as bearer. */
      alertmanagerUrl: z.string(),
    }),
  );
const create = endpoint({
  access: "operator",
  method: "POST",
  path: "/centers/{center}/notice-targets",
  summary: "Tell somebody of alarms from now on",
  tags,
  successStatus: 201,
})
  .input(z.object({ center, settings: noticeSettingsSchema, address: noticeAddressSchema }))
  .output(changed);
const set = endpoint({
  access: "operator",
  method: "PUT",
  path: "/centers/{center}/notice-targets/{target}",
  summary: "Change what is told and how; without an address it stays where it is",
  tags,
})
  .input(
    z.object({ center, target, settings: noticeSettingsSchema, address: noticeAddressSchema.optional() }),
  )
  .output(changed);
const remove = endpoint({
  access: "operator",
  method: "DELETE",
  path: "/centers/{center}/notice-targets/{target}",
  summary: "Tell this target nothing any more; its deliveries go with it",
  tags,
})
  .input(z.object({ center, target }))
  .output(z.object({ id: z.uuid() }));
const test = endpoint({
  access: "operator",
  method: "POST",
  path: "/centers/{center}/notice-targets/{target}/test",
  summary: "Send a test message now and tell what the other side really answered",
  tags,
})
  .input(z.object({ center, target }))
  .output(noticeAttemptSchema);
const deliveries = endpoint({
  access: "operator",
  method: "GET",
  path: "/centers/{center}/notice-targets/{target}/deliveries",
  summary: "The last 200 tries to deliver, newest first",
  tags,
})
  .input(z.object({ center, target }))
  .output(z.object({ attempts: z.array(noticeAttemptSchema) }));

export const notices = { list, create, set, remove, test, deliveries };
