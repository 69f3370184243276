import { copyFile, mkdir, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** As pictures are named: page, situation, scheme, language, height. */
const pictureName = /^[a-z-]+-(normal|hot-rack|link-lost|no-data)-(dark|light)-(zh|en)-(1080|2160)\.webp$/;
const page = "README.md";
const pageBegins = "# Screenshots";

/** Whether a picture is asked for: its name has every one of the words, in any order; without words each is. */
export function isAskedFor(name: string, words: readonly string[]): boolean {
  return words.every((word) => name.includes(word));
}

/**
 * Makes a gallery in a folder of its own and, when all of it is made, puts it in the place of the one before: of the
 * pictures that are asked for, the others stay. What is not of a gallery stays as it is, and so does everything when
 * the making fails.
 *
 * @throws when the folder has a page of somebody else, or nothing that is asked for was made
 */
export async function replaceGallery(
  out: string,
  make: (folder: string) => Promise<void>,
  words: readonly string[] = [],
): Promise<void> {
  await mkdir(out, { recursive: true });
  const there = await readdir(out);
  if (there.includes(page) && !(await readFile(join(out, page), "utf8")).startsWith(pageBegins))
    throw new Error(`${join(out, page)} was not made with screenshots: name another folder`);
  const folder = await mkdtemp(join(tmpdir(), "screenshots-"));
  try {
    await make(folder);
    const made = await readdir(folder);
    if (!made.some((name) => pictureName.test(name)))
      throw new Error(`no picture has ${words.join(" and ")} in its name; nothing was changed`);
    for (const name of made) await copyFile(join(folder, name), join(out, name));
    const old = there.filter(
      (name) => pictureName.test(name) && isAskedFor(name, words) && !made.includes(name),
    );
    for (const name of old) await rm(join(out, name));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
