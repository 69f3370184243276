import { economicScenarioDraftSchema } from "@aidc/contract";
import type { Command } from "../command.ts";
import { fileIn, readPublished } from "./published-file.ts";

const publish: Command = {
  name: "scenario publish",
  about: "Publish a version of a center's economic scenario (investment, costs) from a YAML or JSON file",
  words: ["FILE"],
  options: { center: { type: "string", required: true, shown: "ID" } },
  async run({ words, need }, { server, workDir, print }) {
    const draft = await readPublished(economicScenarioDraftSchema, fileIn(workDir, words), "a scenario");
    const { version, name, effectiveFrom } = await (await server()).publishScenario(need("center"), draft);
    print(JSON.stringify({ version, name, effectiveFrom }));
  },
};

const list: Command = {
  name: "scenario list",
  about: "Every version of a center's economic scenario, newest first",
  options: { center: { type: "string", required: true, shown: "ID" } },
  async run({ need }, { server, print }) {
    print(JSON.stringify(await (await server()).listScenarios(need("center")), null, 2));
  },
};

export const scenarioCommands: readonly Command[] = [publish, list];
