import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { tariffDraftSchema, worded } from "@aidc/contract";
import { parse as parseYaml } from "yaml";
import type { Command } from "../command.ts";

const publish: Command = {
  name: "tariff publish",
  about: "Publish a version of a center's electricity tariff from a YAML or JSON file; it is never changed",
  words: ["FILE"],
  options: { center: { type: "string", required: true, shown: "ID" } },
  async run({ words, need }, { server, workDir, print }) {
    const file = resolve(workDir, words[0] ?? "");
    const text = await readFile(file, "utf8").catch(() => {
      throw new Error(`${file} cannot be read: is there such a file?`);
    });
    const parsed = tariffDraftSchema.safeParse(parseYaml(text, { maxAliasCount: 100 }));
    if (!parsed.success) {
      const faults = parsed.error.issues.map(
        (issue) => `${issue.path.join(".") || "(whole file)"}: ${worded(issue.message)}`,
      );
      throw new Error(`${file} is not a tariff: ${faults.slice(0, 3).join("; ")}`);
    }
    const { version, effectiveFrom } = await (await server()).publishTariff(need("center"), parsed.data);
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
