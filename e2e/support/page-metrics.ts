import type { CDPSession } from "playwright-core";

/** What the browser counts of a page, by name. @throws when it does not tell: no comparison with that would fail */
export async function readPageMetrics(cdp: CDPSession): Promise<(name: string) => number> {
  const { metrics } = await cdp.send("Performance.getMetrics");
  return (name) => {
    const value = metrics.find((metric) => metric.name === name)?.value;
    if (value === undefined || !Number.isFinite(value)) throw new Error(`the browser does not tell ${name}`);
    return value;
  };
}
