import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { isAskedFor, replaceGallery } from "./gallery-folder.ts";

let out = "";
const before = {
  "README.md": "# Screenshots\nof before",
  "wall-normal-dark-en-1080.webp": "of before",
  "ops-gone-hot-rack-light-zh-1080.webp": "of before",
  "holiday.webp": "of somebody",
  "notes.txt": "of somebody",
};
beforeEach(async () => {
  out = await mkdtemp(join(tmpdir(), "gallery-"));
  for (const [name, text] of Object.entries(before)) await writeFile(join(out, name), text);
});
afterEach(() => rm(out, { recursive: true }));

async function readOut(): Promise<Record<string, string>> {
  const names = (await readdir(out)).toSorted();
  return Object.fromEntries(
    await Promise.all(names.map(async (name) => [name, await readFile(join(out, name), "utf8")] as const)),
  );
}
const make = async (folder: string) => {
  await writeFile(join(folder, "README.md"), "# Screenshots\nof now");
  await writeFile(join(folder, "wall-normal-dark-en-1080.webp"), "of now");
};

it("a gallery takes the place of the one before, and nothing else is touched", async () => {
  await replaceGallery(out, make);
  const { "ops-gone-hot-rack-light-zh-1080.webp": _, ...rest } = before;
  expect(await readOut()).toEqual({
    ...rest,
    "README.md": "# Screenshots\nof now",
    "wall-normal-dark-en-1080.webp": "of now",
  });
});

it("one that fails leaves everything as it was", async () => {
  const failing = replaceGallery(out, async (folder) => {
    await make(folder);
    throw new Error("no browser");
  });
  await expect(failing).rejects.toThrow("no browser");
  expect(await readOut()).toEqual(before);
});

it("a folder with a page of somebody else is refused before anything is made", async () => {
  await writeFile(join(out, "README.md"), "# A project");
  await expect(replaceGallery(out, make)).rejects.toThrow("name another folder");
  expect(await readOut()).toEqual({ ...before, "README.md": "# A project" });
});

it("of some pictures, it replaces those and leaves the others", async () => {
  await writeFile(join(out, "wall-gone-normal-dark-en-1080.webp"), "of before");
  await replaceGallery(out, make, ["wall", "dark-en"]);
  const { "wall-normal-dark-en-1080.webp": _, "README.md": __, ...rest } = before;
  expect(await readOut()).toEqual({
    ...rest,
    "README.md": "# Screenshots\nof now",
    "wall-normal-dark-en-1080.webp": "of now",
  });
});

it("words that fit no picture change nothing", async () => {
  const none = replaceGallery(out, async () => {}, ["ops-nowhere"]);
  await expect(none).rejects.toThrow("no picture has ops-nowhere in its name");
  expect(await readOut()).toEqual(before);
});

it.each([
  [[], true],
  [["wall"], true],
  [["zh", "wall"], true],
  [["wall", "light"], false],
])("%j is %s of a dark wall in Chinese", (words, asked) => {
  expect(isAskedFor("wall-normal-dark-zh-1080.webp", words)).toBe(asked);
});
