import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { handedInDocumentSchema, worded } from "@aidc/contract";
import { parse as parseYaml } from "yaml";
import type { Command } from "../command.ts";
import { Misuse } from "../command.ts";

const importFile: Command = {
  name: "center import",
  about: "Create or change a center from a YAML or JSON file; the same file twice changes nothing",
  words: ["FILE"],
  async run({ words }, { server, workDir, print }) {
    const document = await readDocument(resolve(workDir, words[0] ?? ""));
    const client = await server();
    print(JSON.stringify(await client.importCenter(document)));
  },
};

/** JSON is YAML, so one reader does for both. The contract is checked here too: faults show without a server. */
async function readDocument(file: string) {
  const text = await readFile(file, "utf8").catch((error: unknown) => {
    throw new Error(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  });
  let content: unknown;
  try {
    content = parseYaml(text, { maxAliasCount: 100 });
  } catch (error) {
    throw new Error(
      `${file} is neither YAML nor JSON: ${error instanceof Error ? error.message.split("\n")[0] : String(error)}`,
    );
  }
  const parsed = handedInDocumentSchema.safeParse(content);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map(
    (issue) => `${issue.path.join(".") || "(whole file)"}: ${worded(issue.message)}`,
  );
  const more = faults.length > 3 ? ` and ${faults.length - 3} more` : "";
  throw new Error(`${file} is not a center document: ${faults.slice(0, 3).join("; ")}${more}`);
}

const exportDocument: Command = {
  name: "center export",
  about: "Print a center as a document that can be imported again",
  words: ["ID?"],
  options: { center: { type: "string", shown: "ID" } },
  async run({ words, text }, { server, print }) {
    const id = words[0] ?? text("center");
    if (id === undefined) throw new Misuse("which center? usage: aidc center export ID");
    const document = await (await server()).readDocument(id);
    if (document === null) throw new Error(`there is no center ${id}`);
    print(JSON.stringify(document, null, 2));
  },
};

const list: Command = {
  name: "center list",
  about: "Centers of this installation",
  options: { json: { type: "boolean" } },
  async run({ flag }, { server, print }) {
    const centers = await (await server()).listCenters();
    if (flag("json")) print(JSON.stringify(centers));
    else for (const { id, name, timeZone, origin } of centers) print([id, name, timeZone, origin].join("\t"));
  },
};

export const centerCommands: readonly Command[] = [importFile, exportDocument, list];
