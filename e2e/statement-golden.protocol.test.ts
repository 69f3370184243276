import type { CenterDocumentInput } from "@aidc/contract";
import { ledgerEntrySchema, statementSchema } from "@aidc/contract";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Api } from "./support/api.ts";
import { openApi } from "./support/api.ts";
import { pushUntilAcknowledged } from "./support/remote-write.ts";
import type { Server } from "./support/server.ts";
import { startServer } from "./support/server.ts";

/**
 * The two cases that others bill wrongly: a change of size inside one hour. Four cards for 26:40 and one card for
 * the rest are 2.333 card-hours; the reverse are 2.667. Whoever takes the first, the last or the whole hour's count
 * gets another number.
 */
const hour = { fromMs: Date.parse("2024-03-15T10:00:00+08:00"), minutes: 60 };
const changeMs = hour.fromMs + 1_600_000;
const cadenceMs = 20_000;
const cases = [
  { tenant: "shrinks", counts: [4, 1], hours: 7 / 3, billed: "14.00" },
  { tenant: "grows", counts: [1, 4], hours: 8 / 3, billed: "16.00" },
] as const;

describe("a change inside one hour, from the sample to the statement", () => {
  let server: Server;
  let api: Api;
  beforeAll(async () => {
    server = await startServer();
    api = await openApi(server);
    await api.importCenter(document);
    await api.call("POST", "/centers/golden/prices", { draft: prices });
    const { key } = await api.createKey("golden", "counts");
    const target = { url: server.url, key };
    for (const { tenant, counts } of cases) await pushUntilAcknowledged(target, [seriesOf(tenant, counts)]);
    await api.call("POST", "/centers/golden/ledger/meter", {
      from: "2024-03-15T00:00:00+08:00",
      to: "2024-03-16T00:00:00+08:00",
    });
  });
  afterAll(() => server?.close());

  test.each(cases)("$tenant: the ledger holds both pieces", async ({ tenant, counts }) => {
    const window = "from=2024-03-15T00:00:00Z&to=2024-03-16T00:00:00Z";
    const answer = Object(await api.call("GET", `/centers/golden/tenants/${tenant}/ledger?${window}`));
    const entries = ledgerEntrySchema.array().parse(answer.entries);
    expect(entries.map(({ quantity, from, to }) => [quantity, Date.parse(to) - Date.parse(from)])).toEqual([
      [counts[0], 1_600_000],
      [counts[1], 2_000_000],
    ]);
  });

  test.each(cases)("$tenant: the statement bills $hours card-hours", async ({ tenant, hours, billed }) => {
    const issued = await api.call("POST", `/centers/golden/tenants/${tenant}/statements/2024-03`, {});
    const { lines, ...statement } = statementSchema.parse(issued);
    expect(statement).toMatchObject({ status: "issued", billed });
    expect(lines).toHaveLength(1);
    expect(lines[0]?.quantity).toBe(hours.toFixed(9));
  });
});

const document: CenterDocumentInput = {
  center: {
    id: "golden",
    name: "Golden",
    timeZone: "Asia/Shanghai",
    retentionDays: null,
    defaultIntervalS: cadenceMs / 1000,
  },
  tenants: cases.map(({ tenant }) => ({ id: tenant, name: tenant })),
  leases: cases.map(({ tenant }) => ({
    id: `lease-${tenant}`,
    tenant,
    resource: "accelerators",
    model: "h100-sxm",
    amount: 8,
    from: "2024-03-01T00:00:00+08:00",
    to: "2024-04-01T00:00:00+08:00",
    terms: "on_demand",
  })),
};

const prices = {
  effectiveFrom: "2024-03-01T00:00:00+08:00",
  currency: "CNY",
  rules: [{ id: "h100", unit: "card_hour", basis: "allocated", model: "h100-sxm", unitPrice: "6.00" }],
};

function seriesOf(tenant: string, [first, second]: readonly [number, number]) {
  const times = Array.from(
    { length: (hour.minutes * 60_000) / cadenceMs },
    (_, at) => hour.fromMs + at * cadenceMs,
  );
  return {
    labels: { __name__: "aidc_tenant_accelerators_allocated", tenant },
    samples: times.map((atMs) => [atMs, atMs < changeMs ? first : second] as const),
  };
}
