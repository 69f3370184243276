import { planDraftSchema } from "@aidc/contract";
import type { Command } from "../command.ts";
import { fileIn, readPublished } from "./published-file.ts";

const publish: Command = {
  name: "plan publish",
  about: "Publish a version of what a center plans its report's figures to be, from a YAML or JSON file",
  words: ["FILE"],
  options: { center: { type: "string", required: true, shown: "ID" } },
  async run({ words, need }, { server, workDir, print }) {
    const draft = await readPublished(planDraftSchema, fileIn(workDir, words), "a plan");
    const { version, source, values } = await (await server()).publishPlan(need("center"), draft);
    print(JSON.stringify({ version, source, values: values.length }));
  },
};

const list: Command = {
  name: "plan list",
  about: "The versions of a center's plan, newest first",
  options: { center: { type: "string", required: true, shown: "ID" } },
  async run({ need }, { server, print }) {
    print(JSON.stringify(await (await server()).listPlans(need("center")), null, 2));
  },
};

export const planCommands: readonly Command[] = [publish, list];
