import type { Import } from "./read-imports.ts";
import type { Fault } from "./source-files.ts";

/**
 * Circles of imports that exist at run time (types are erased and may refer to each other).
 * @param resolve repository path of an imported file, undefined for packages
 */
export function findCycles(
  imports: ReadonlyMap<string, readonly Import[]>,
  resolve: (from: string, specifier: string) => string | undefined,
): Fault[] {
  const faults: Fault[] = [];
  const done = new Set<string>();
  const trail: string[] = [];

  const visit = (path: string): void => {
    const at = trail.indexOf(path);
    if (at >= 0) {
      const circle = [...trail.slice(at), path].join(" -> ");
      faults.push({ path, message: `imports itself: ${circle}` });
    }
    if (at >= 0 || done.has(path)) return;
    trail.push(path);
    for (const { specifier, typeOnly } of imports.get(path) ?? []) {
      const target = typeOnly ? undefined : resolve(path, specifier);
      if (target) visit(target);
    }
    trail.pop();
    done.add(path);
  };

  for (const path of imports.keys()) visit(path);
  return faults;
}
