import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const root = join(import.meta.dirname, "..");
const read = (path: string): string => readFileSync(join(root, path), "utf8");
interface Dashboard {
  readonly uid: string;
  readonly templating: { readonly list: readonly { readonly name: string }[] };
  readonly panels: readonly { readonly targets: readonly { readonly expr: string }[] }[];
}
const dashboard: Dashboard = JSON.parse(read("infra/grafana/aidc-center.json"));

describe("the Grafana dashboard", () => {
  it("has the uid and the variables that the link of the console fills", () => {
    const config = read("apps/api/src/config.ts");
    expect(config).toContain(`.default("${dashboard.uid}")`);
    const names = dashboard.templating.list.map(({ name }) => name);
    for (const [, name] of config.matchAll(/var-(\w+)=/g)) expect(names).toContain(name);
  });

  it("asks for metrics that the profile of this product knows", () => {
    const profile = read("apps/api/src/ingest/profiles/aidc.ts");
    const metrics = dashboard.panels.flatMap(({ targets }) =>
      targets.flatMap(({ expr }) => expr.match(/aidc_\w+/g) ?? []),
    );
    expect(metrics.length).toBeGreaterThan(4);
    for (const metric of metrics) expect(profile).toContain(metric);
  });
});
