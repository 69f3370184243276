import { tariffDraftSchema } from "@aidc/contract";
import type { Command } from "../command.ts";
import { fileIn, readPublished } from "./published-file.ts";

const publish: Command = {
  name: "tariff publish",
  about: "Publish a version of a center's electricity tariff from a YAML or JSON file; it is never changed",
  words: ["FILE"],
  options: { center: { type: "string", required: true, shown: "ID" } },
  async run({ words, need }, { server, workDir, print }) {
    const draft = await readPublished(tariffDraftSchema, fileIn(workDir, words), "a tariff");
    const { version, effectiveFrom } = await (await server()).publishTariff(need("center"), draft);
    print(JSON.stringify({ version, effectiveFrom }));
  },
};

const list: Command = {
  name: "tariff list",
  about: "Every version of a center's electricity tariff, newest first",
  options: { center: { type: "string", required: true, shown: "ID" } },
  async run({ need }, { server, print }) {
    print(JSON.stringify(await (await server()).listTariffs(need("center")), null, 2));
  },
};

export const tariffCommands: readonly Command[] = [publish, list];
