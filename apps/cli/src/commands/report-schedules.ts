import type { ReportScheduleInput } from "@aidc/contract";
import { reportScheduleDraftSchema, worded } from "@aidc/contract";
import type { Command, Input } from "../command.ts";
import { Misuse } from "../command.ts";

const center = { type: "string", required: true, shown: "ID" } as const;

const list: Command = {
  name: "report schedule list",
  about: "Schedules that draft reports, with their next and last run",
  options: { center },
  async run({ need }, { server, print }) {
    print(JSON.stringify(await (await server()).listSchedules(need("center")), null, 2));
  },
};

const add: Command = {
  name: "report schedule add",
  about: "Draft reports by the calendar of the center and deliver what is issued; a secret is printed once",
  options: {
    center,
    name: { type: "string", required: true, shown: "NAME" },
    every: { type: "string", required: true, shown: "month|quarter|year" },
    day: { type: "string", shown: "3" },
    time: { type: "string", shown: "06:00" },
    language: { type: "string", shown: "zh|en" },
    email: { type: "string", shown: "A,B" },
    webhook: { type: "string", shown: "URL" },
  },
  async run(input, { server, print }) {
    const wanted = scheduleOf(input);
    const { schedule, madeSecrets } = await (await server()).addSchedule(input.need("center"), wanted);
    print(JSON.stringify({ id: schedule.id, next: schedule.next, madeSecrets }));
  },
};

/** @throws Misuse that names the option */
function scheduleOf({ need, text }: Input): ReportScheduleInput {
  const to = (text("email") ?? "").split(",").filter((address) => address.trim() !== "");
  const url = text("webhook");
  const given = {
    name: need("name"),
    every: need("every"),
    time: text("time"),
    language: text("language"),
    day: text("day") === undefined ? undefined : Number(text("day")),
    deliverTo: [
      ...(to.length === 0 ? [] : [{ kind: "email", to: to.map((address) => address.trim()) }]),
      ...(url === undefined ? [] : [{ kind: "webhook", url }]),
    ],
  };
  const parsed = reportScheduleDraftSchema.safeParse(given);
  if (parsed.success) return parsed.data;
  const [first] = parsed.error.issues;
  const [field, index] = first?.path ?? [];
  const option = field === "deliverTo" ? (index === 0 && to.length > 0 ? "email" : "webhook") : String(field);
  throw new Misuse(`--${option} ${worded(first?.message ?? "is not right")}`);
}

const remove: Command = {
  name: "report schedule remove",
  about: "End a schedule; its reports stay",
  words: ["SCHEDULE"],
  options: { center },
  async run({ words, need }, { server, print }) {
    const id = words[0] ?? "";
    await (await server()).removeSchedule(need("center"), id);
    print(JSON.stringify({ id }));
  },
};

const run: Command = {
  name: "report schedule run",
  about: "Draft the report of a period that has ended now, or again after it failed; a period is run once",
  words: ["SCHEDULE"],
  options: { center, period: { type: "string", shown: "2024-05|2024-Q2|2024" } },
  async run({ words, need, text }, { server, print }) {
    const started = await (await server()).runSchedule(need("center"), words[0] ?? "", text("period"));
    print(JSON.stringify({ period: started.period, state: started.state }));
  },
};

export const reportScheduleCommands: readonly Command[] = [list, add, remove, run];
