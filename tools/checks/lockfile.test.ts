import { expect, it } from "vitest";
import { checkLockfile } from "./lockfile.ts";
import { readSource } from "./source-files.ts";

const settings = readSource("pnpm-workspace.yaml").text;
const platforms = ["linux/x64", "linux/arm64", "darwin/arm64", "darwin/x64", "win32/x64"];

/** A lockfile with one package. */
const locked = (id: string, resolution = "{integrity: sha512-a}") =>
  `importers: {}\npackages:\n  ${id}:\n    resolution: ${resolution}\nsnapshots: {}\n`;

/** A lockfile with a native package that has the given parts. */
function native(parts: readonly string[]): string {
  const name = (part: string) => `part-${part.replace("/", "-")}`;
  const packages = parts.map((part) => {
    const [os, cpu] = part.split("/");
    return `  ${name(part)}@1.0.0: {resolution: {integrity: a}, os: [${os}], cpu: [${cpu}]}\n`;
  });
  const optional = parts.map((part) => `      ${name(part)}: 1.0.0\n`).join("");
  return `importers: {}\npackages:\n${packages.join("")}snapshots:\n  tool@1.0.0:\n    optionalDependencies:\n${optional}`;
}
const messages = (lock: string, workspace = settings) =>
  checkLockfile(lock, workspace).map(({ message }) => message);

it.each([
  ["ws@8.20.9", 1],
  ["ws@8.21.0", 0],
  ["ws@8.21.0-rc.1", 0],
  ["ws@10.0.0", 0],
  ["socket.io-parser@4.2.6", 1],
  ["postgres@3.4.9", 1],
  ["left-pad@0.0.1", 0],
])("holds %s to its floor", (id, faults) => {
  expect(messages(locked(id))).toHaveLength(faults);
});

it("refuses what does not come from the registry or has no integrity", () => {
  expect(messages(locked("a@1.0.0", "{integrity: b, tarball: https://example.org/a.tgz}"))).toHaveLength(1);
  expect(messages(locked("a@1.0.0", "{repo: x, commit: y, type: git}"))).toHaveLength(2);
});

it("misses the part of a platform", () => {
  expect(messages(native(platforms))).toEqual([]);
  expect(messages(native(platforms.slice(0, 4)))).toEqual([expect.stringContaining("win32-x64")]);
});

it("refuses lax settings", () => {
  expect(messages(locked("a@1.0.0"), settings.replace("10080", "60"))).toHaveLength(1);
  expect(
    messages(
      locked("a@1.0.0"),
      settings.replace("onlyBuiltDependencies: []", "onlyBuiltDependencies: [evil]"),
    ),
  ).toHaveLength(1);
});
