import type { Command } from "../command.ts";

const center = { type: "string", required: true, shown: "ID" } as const;

const createKey: Command = {
  name: "key create",
  about: "Create an ingest key for a source of a center; it is printed once and kept nowhere",
  options: { center, name: { type: "string", required: true, shown: "NAME" }, json: { type: "boolean" } },
  async run({ need, flag }, { server, print, tell }) {
    const created = await (await server()).createKey(need("center"), need("name"));
    if (flag("json")) print(JSON.stringify(created));
    else {
      print(created.key);
      tell(`remote write to ${created.remoteWriteUrl} with this key as bearer; it is not shown again\n`);
    }
  },
};

const createWall: Command = {
  name: "wall create",
  about: "Create a display-only link to the wall of a center",
  options: { center },
  async run({ need }, { server, print }) {
    print((await (await server()).createWall(need("center"))).url);
  },
};

export const accessCommands: readonly Command[] = [createKey, createWall];
