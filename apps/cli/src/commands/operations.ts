import type { Command } from "../command.ts";

/** The demo center's id is part of the fixed face. */
const demoCenter = "demo";

const wipeDemo: Command = {
  name: "demo wipe",
  about: "Delete the demo center and everything it holds",
  async run(_input, { server, print }) {
    const client = await server();
    if ((await client.listCenters()).every(({ id }) => id !== demoCenter))
      throw new Error("there is no demo center here; nothing to wipe");
    const { rowsLeft } = await client.removeCenter(demoCenter);
    print(JSON.stringify({ center: demoCenter, rowsLeft }));
    if (rowsLeft !== 0) throw new Error(`${rowsLeft} rows of the demo center are left`);
  },
};

const doctor: Command = {
  name: "doctor",
  about: "Self-test of the running server: database, durability settings, partitions, clock, disk",
  options: { json: { type: "boolean" } },
  async run({ flag }, { server, print }) {
    const { checks } = await (await server()).doctor();
    if (flag("json")) print(JSON.stringify(checks));
    else for (const check of checks) print(`${check.ok ? "ok  " : "FAIL"}  ${check.name}: ${check.detail}`);
    const failed = checks.filter((check) => !check.ok).map((check) => check.name);
    if (failed.length > 0) throw new Error(`failed: ${failed.join(", ")}`);
  },
};

const compact: Command = {
  name: "store compact",
  about: "Pack the journal into chunks and roll-ups now",
  async run(_input, { server, print }) {
    print(JSON.stringify(await (await server()).compact()));
  },
};

export const operationCommands: readonly Command[] = [wipeDemo, doctor, compact];
