import axe from "axe-core";
import type { Page } from "playwright-core";

/** What a person with a screen reader, a keyboard or weak eyes would trip over: rule, how badly, and where first. */
export async function findBarriers(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const tool: unknown = Reflect.get(window, "axe");
    if (typeof tool !== "object" || tool === null || !("run" in tool) || typeof tool.run !== "function")
      throw new Error("axe is not there");
    const { violations } = await tool.run(document, { resultTypes: ["violations"] });
    const found: string[] = [];
    for (const { id, impact, nodes } of violations) {
      if (impact !== "serious" && impact !== "critical") continue;
      const places = nodes.slice(0, 3).map(({ html }: { html: string }) => html.slice(0, 160));
      found.push(`${id} (${impact}, ${nodes.length}): ${places.join(" | ")}`);
    }
    return found;
  });
}
