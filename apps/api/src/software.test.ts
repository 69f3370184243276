import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { readSoftware } from "./software.ts";

const commit = "33f487d0000000000000000000000000000000ab";

/** A folder with these files beside its package.json. */
function aFolder(files: Readonly<Record<string, string>>): URL {
  const path = mkdtempSync(join(tmpdir(), "software-"));
  mkdirSync(join(path, ".git/refs/heads"), { recursive: true });
  for (const [name, text] of Object.entries({ "package.json": '{"version":"1.2.3"}', ...files }))
    writeFileSync(join(path, name), text);
  return pathToFileURL(`${path}/`);
}

test.each([
  [{}, "1.2.3"],
  [{ ".git/HEAD": `${commit}\n` }, "1.2.3+33f487d"],
  [{ ".git/HEAD": "ref: refs/heads/main\n", ".git/refs/heads/main": `${commit}\n` }, "1.2.3+33f487d"],
  [
    { ".git/HEAD": "ref: refs/heads/main\n", ".git/packed-refs": `# pack-refs\n${commit} refs/heads/main\n` },
    "1.2.3+33f487d",
  ],
  [{ ".git/HEAD": "ref: refs/heads/main\n" }, "1.2.3"],
])("the program is named by its version and commit: %j", (files, named) => {
  expect(readSoftware(aFolder(files))).toBe(named);
});
