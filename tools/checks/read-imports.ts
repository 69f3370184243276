import { parseSync } from "oxc-parser";
import type { SourceFile } from "./source-files.ts";
import { lineAt } from "./source-files.ts";

/** One import, re-export or `import()` of a module. */
export interface Import {
  readonly specifier: string;
  readonly line: number;
  /** Erased before it runs: `import type`, or only `type` names. */
  readonly typeOnly: boolean;
  /** Names that exist when it runs; `*` for a namespace, a star export or a dynamic import. */
  readonly values: readonly string[];
}

export function readImports({ path, text }: SourceFile): Import[] {
  const { module } = parseSync(path, text);
  const found: Import[] = module.staticImports.map(({ start, moduleRequest, entries }) => {
    const values = entries.filter((entry) => !entry.isType).map((entry) => entry.importName.name ?? "*");
    const typeOnly = entries.length > 0 ? values.length === 0 : text.startsWith("import type", start);
    return { specifier: moduleRequest.value, line: lineAt(text, start), typeOnly, values };
  });
  for (const { start, entries } of module.staticExports)
    for (const entry of entries) {
      if (!entry.moduleRequest) continue;
      const values = entry.isType ? [] : [entry.importName.name ?? "*"];
      const specifier = entry.moduleRequest.value;
      found.push({ specifier, line: lineAt(text, start), typeOnly: entry.isType, values });
    }
  for (const { start, moduleRequest } of module.dynamicImports) {
    const literal = /^["'`](.*)["'`]$/.exec(text.slice(moduleRequest.start, moduleRequest.end));
    if (!literal?.[1]) continue;
    found.push({ specifier: literal[1], line: lineAt(text, start), typeOnly: false, values: ["*"] });
  }
  return found;
}
