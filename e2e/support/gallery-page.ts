import { writeFile } from "node:fs/promises";
import { join } from "node:path";

/** What the situations are called on the page, in the order of the page. */
const situations = {
  normal: "All is normal",
  "hot-rack": "One hot rack",
  "link-lost": "The link is lost",
  "no-data": "No data",
} as const;

/** Writes `README.md` beside the pictures: every picture once, below its situation, the wall first. */
export async function writeGalleryPage(folder: string, files: readonly string[]): Promise<void> {
  const sections = Object.entries(situations).flatMap(([situation, title]) => {
    const names = files.filter((name) => name.includes(`-${situation}-`)).toSorted(wallFirst);
    const lines = names.map(
      (name) => `- [${name.replace(".webp", "").replace(`-${situation}`, "")}](${name})`,
    );
    return names.length === 0 ? [] : [`## ${title}\n`, ...shown(names), ...lines, ""];
  });
  await writeFile(join(folder, "README.md"), [introduction, ...sections].join("\n"));
}

const introduction = `# Screenshots

Made by \`npm run screenshots\` from a simulated center whose samples come in through the public door. Names say page,
situation, scheme, language and height (1080: 1920 x 1080, 2160: 3840 x 2160).
`;

const wallFirst = (a: string, b: string) =>
  Number(b.startsWith("wall")) - Number(a.startsWith("wall")) || a.localeCompare(b);

/** One picture large, so that the page shows what it is about. */
function shown(names: readonly string[]): string[] {
  const first = names.find((name) => name.startsWith("wall-") && name.endsWith("-dark-en-1080.webp"));
  return first ? [`![${first.replace(".webp", "")}](${first})`, ""] : [];
}
