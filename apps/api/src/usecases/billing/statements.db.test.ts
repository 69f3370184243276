import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hostileNames } from "../../exports/hostile-names.fixture.ts";
import { readCsv, readXlsx, unguarded } from "../../exports/read-back.fixture.ts";
import { systemActor } from "../caller.ts";
import type { Billing } from "./billing.fixture.ts";
import { aPriceDraft, aprilMs, hourMs, iso, marchMs, minuteMs, startBilling } from "./billing.fixture.ts";
import { meterWindow } from "./meter-window.ts";

const dayMs = 24 * hourMs;
/** What a name keeps: neither control characters nor marks of direction, which nobody sees. */
const kept = (name: string) => name.replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069\ufeff]/gu, "");
/** What PostgreSQL and the contract let through: a name has no NUL and no blanks around it. */
const storable = hostileNames.filter(
  (name) => name === name.trim() && !name.includes("\u0000") && name !== "",
);

const tenants = [
  { id: "t1", name: "One" },
  { id: "t2", name: "Two" },
  { id: "t3", name: "Three" },
  { id: "t4", name: "Four" },
  { id: "late", name: "Late" },
  ...storable.map((name, at) => ({ id: `h${at}`, name })),
];

let billing: Billing;
beforeAll(async () => {
  billing = await startBilling(tenants);
  // Four cards by contract: 6 held for ten hours, 1 for ten more, then nothing is known.
  for (const { id } of tenants)
    await billing.count(id, marchMs, marchMs + 20 * hourMs, [
      [marchMs, 6],
      [marchMs + 10 * hourMs, 1],
    ]);
});
afterAll(() => billing.close());

const path = (tenant: string, month = "2026-03") => `/tenants/${tenant}/statements/${month}`;
const by = { actor: systemActor, requestId: null };
const meterFirstDay = () =>
  billing.call("POST", "/ledger/meter", { from: iso(marchMs), to: iso(marchMs + dayMs) });
const marchHours = (aprilMs - marchMs) / hourMs;

describe("a statement", () => {
  it("is unknown, not 0, for who leases while the ledger has not reached the month", async () => {
    const { json } = await billing.call("GET", path("t1"));
    expect(json.status).toBe("blocked");
    expect(json.problems[0]).toMatchObject({ code: "not_reached" });
  });

  it("nor is the month so far 0 of a lease that began after the instant that the ledger has reached", async () => {
    const terms = { resource: "racks", amount: 1, terms: "commitment", to: null };
    const from = iso(Date.now() - hourMs);
    expect((await billing.call("POST", "/leases", { tenant: "late", from, ...terms })).status).toBe(201);
    const { json } = await billing.call("GET", "/tenants/late/charges");
    expect(json).toMatchObject({ soFar: null, forecast: null, days: [] });
    expect(json.problems[0]).toMatchObject({ code: "not_reached" });
  });

  it("is blocked while nothing is priced, and cannot be issued: it is never free", async () => {
    await meterFirstDay();
    const { json } = await billing.call("GET", path("t1"));
    expect(json).toMatchObject({ status: "blocked", billed: "0.00" });
    expect(json.problems.map(({ code }: { code: string }) => code)).toContain("no_price");
    const refused = await billing.call("POST", path("t1"), {});
    expect(refused.status).toBe(409);
    expect(refused.text).toContain("no_price");
  });

  it("is an estimate, then issued: the same content, frozen, answered byte for byte", async () => {
    expect((await billing.call("POST", "/prices", { draft: aPriceDraft() })).status).toBe(201);
    await meterWindow(billing.services, "b1", { fromMs: marchMs, toMs: aprilMs }, { by, tenantId: "t1" });
    const estimate = await billing.call("GET", path("t1"));
    // 4 cards x the month x 2, and 2 cards beyond for ten hours x 3.
    const total = (4 * marchHours * 2 + 2 * 10 * 3).toFixed(2);
    expect(estimate.json).toMatchObject({ status: "estimate", number: null, billed: total });
    const issued = await billing.call("POST", path("t1"), {});
    expect(issued.status).toBe(201);
    expect(issued.json).toMatchObject({ status: "issued", number: "b1-t1-2026-0001", billed: total });
    expect(issued.json.lines).toEqual(estimate.json.lines);
    for (let round = 0; round < 3; round++)
      expect((await billing.call("GET", path("t1"))).text).toBe(issued.text);
    expect((await billing.call("POST", path("t1"), {})).status).toBe(409);
    expect((await billing.call("GET", "/tenants/t1/statements")).json[0]).toMatchObject({
      number: "b1-t1-2026-0001",
      contentSha256: issued.json.contentSha256,
    });
  });

  it("is not issued before its month has ended", async () => {
    // The month of the center, which is eight hours ahead: at the end of a month that of UTC has ended there.
    const month = iso(Date.now() + 8 * hourMs).slice(0, 7);
    const { status, text } = await billing.call("POST", path("t1", month), {});
    expect({ status, text }).toMatchObject({ status: 409, text: expect.stringContaining("ends at") });
    expect((await billing.call("GET", path("t1", "2099-01"))).status).toBe(400);
    expect((await billing.call("GET", path("nobody"))).status).toBe(404);
  });

  it("is numbered without a gap in its tenant, also when many are issued at once, and tells of no other", async () => {
    const answers = await Promise.all(
      ["t2", "t3", "t2", "t3"].map((tenant) => billing.call("POST", path(tenant), {})),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 201, 409, 409]);
    const numbers = answers.filter(({ status }) => status === 201).map(({ json }) => json.number);
    expect(numbers.sort()).toEqual(["b1-t2-2026-0001", "b1-t3-2026-0001"]);
  });

  it("keeps prices out of what was issued, and a version for ever", async () => {
    const inside = await billing.call("POST", "/prices", {
      draft: aPriceDraft({ effectiveFrom: "2026-03-15T00:00:00+08:00" }),
    });
    expect(inside.status).toBe(400);
    expect(inside.text).toContain("draft.effectiveFrom");
    const later = await billing.call("POST", "/prices", {
      draft: aPriceDraft({ effectiveFrom: "2026-04-16T00:00:00+08:00" }),
    });
    expect(later.json).toMatchObject({ version: 2, contentSha256: expect.stringMatching(/^[0-9a-f]{64}$/) });
    const { db } = billing.server.database;
    await expect(db.execute("update price_version set note = 'x'")).rejects.toThrow();
    await expect(db.execute("delete from ledger_entry")).rejects.toThrow();
    await expect(db.execute("update statement set number = 'x'")).rejects.toThrow();
  });
});

describe("use that comes late for an issued month", () => {
  it("becomes a correction of the next open month, once, and never an edit", async () => {
    const before = (await billing.call("GET", path("t2"))).text;
    await billing.count("t2", marchMs + 20 * hourMs, marchMs + 22 * hourMs, [[marchMs, 9]]);
    await meterFirstDay();
    const april = await billing.call("GET", path("t2", "2026-04"));
    const corrections = april.json.lines.filter(
      (line: { chargeClass: string | null }) => line.chargeClass !== null,
    );
    // Five cards beyond the contract for two hours, at three.
    expect(corrections.map((line: { billed: string }) => line.billed)).toContain("30.00");
    for (const { category, chargeClass } of corrections)
      expect([category, chargeClass]).toEqual(["Adjustment", "Correction"]);
    expect((await billing.call("GET", path("t2"))).text).toBe(before);
    const line = corrections.find(({ billed }: { billed: string }) => billed === "30.00");
    const unfolded = await billing.call(
      "GET",
      `${path("t2", "2026-04")}/lines/${encodeURIComponent(line.id)}`,
    );
    const amounts = unfolded.json.entries.map(({ exactAmount }: { exactAmount: string }) =>
      Number(exactAmount),
    );
    expect(amounts.reduce((sum: number, amount: number) => sum + amount, 0)).toBe(30);

    const issued = await billing.call("POST", path("t2", "2026-04"), {});
    expect(issued.status).toBe(201);
    const charged = (text: string) => (text.match(/"billed":"30\.00"/g) ?? []).length;
    expect(charged(issued.text)).toBe(1);
    expect(charged((await billing.call("GET", path("t2", "2026-05"))).text)).toBe(0);
    expect((await billing.call("GET", path("t2"))).text).toBe(before);
  });
});

describe("lines", () => {
  it("unfold page by page to all their intervals", async () => {
    const changes = Array.from(
      { length: 1500 },
      (_, minute) => [marchMs + 30 * hourMs + minute * minuteMs, 5 + (minute % 2)] as const,
    );
    await billing.count("t4", marchMs + 30 * hourMs, marchMs + 55 * hourMs, changes);
    const window = { fromMs: marchMs, toMs: marchMs + 3 * dayMs };
    await meterWindow(billing.services, "b1", window, { by, tenantId: "t4" });
    const { json } = await billing.call("GET", path("t4"));
    const line = json.lines.find(({ rule }: { rule: string }) => rule === "beyond");
    const first = await billing.call("GET", `${path("t4")}/lines/${encodeURIComponent(line.id)}`);
    expect(first.json.entries).toHaveLength(1000);
    const second = await billing.call(
      "GET",
      `${path("t4")}/lines/${encodeURIComponent(line.id)}?after=${first.json.next}`,
    );
    expect(second.json.next).toBe(null);
    const all = [...first.json.entries, ...second.json.entries];
    expect(all).toHaveLength(line.entryCount);
    const hours = all.reduce((sum, { quantityHours }) => sum + Number(quantityHours), 0);
    expect(hours).toBeCloseTo(Number(line.quantity), 6);
    expect((await billing.call("GET", `${path("t4")}/lines/none`)).status).toBe(404);
  });
});

describe("exports", () => {
  it("agree in all formats, are attachments, and have the same bytes every time", async () => {
    const { json: statement } = await billing.call("GET", path("t1"));
    const csv = await download("t1", "csv");
    const xlsx = await download("t1", "xlsx");
    const json = await download("t1", "json");
    expect(csv.disposition).toBe(
      `attachment; filename="b1-t1-2026-0001.csv"; filename*=UTF-8''b1-t1-2026-0001.csv`,
    );
    const { rows } = JSON.parse(json.bytes.toString());
    const [header = [], ...records] = readCsv(csv.bytes);
    const [sheetHeader, ...sheetRows] = readXlsx(xlsx.bytes).get("Charges") ?? [];
    expect(rows).toHaveLength(statement.lines.length);
    expect([...(sheetHeader?.values() ?? [])].map(({ text }) => text.replace(/ \(.*\)$/, ""))).toEqual(
      header,
    );
    const columns = [...(sheetHeader?.keys() ?? [])];
    for (const [at, row] of rows.entries()) {
      expect(header.map((name, column) => textOf(records[at]?.[column] ?? null, row[name ?? ""]))).toEqual(
        header.map((name) => row[name ?? ""]),
      );
      for (const [column, name] of header.entries()) {
        const cell = sheetRows[at]?.get(columns[column] ?? "");
        const value: string | null = row[name ?? ""];
        if (cell?.isNumber) expect(cell.text).toBe(String(Number(value)));
        else expect(cell?.text ?? null).toBe(value);
      }
    }
    const billed = rows.map(({ BilledCost }: { BilledCost: string }) => Number(BilledCost));
    expect(billed.reduce((sum: number, one: number) => sum + one, 0).toFixed(2)).toBe(statement.billed);
    expect((await download("t1", "xlsx")).bytes.equals(xlsx.bytes)).toBe(true);
    expect((await download("t1", "csv")).bytes.equals(csv.bytes)).toBe(true);
  });

  it("are in the language that is asked for: descriptions, cover and notes, under the columns of FOCUS", async () => {
    const { rows } = JSON.parse((await download("t1", "json")).bytes.toString());
    const zh = JSON.parse((await download("t1", "json", "&language=zh")).bytes.toString());
    expect(Object.keys(zh.rows[0])).toEqual(Object.keys(rows[0]));
    for (const [at, row] of zh.rows.entries()) {
      expect(row.ChargeDescription).toMatch(/\p{Script=Han}/u);
      expect({ ...row, ChargeDescription: null }).toEqual({ ...rows[at], ChargeDescription: null });
    }
    const xlsx = await download("t1", "xlsx", "&language=zh");
    expect(xlsx.disposition).toContain('filename="b1-t1-2026-0001.zh.xlsx"');
    const sheets = readXlsx(xlsx.bytes);
    const texts = (name: string) => sheets.get(name)?.map((row) => row.get("A")?.text) ?? [];
    for (const text of [...texts("Cover"), ...texts("Notes")]) expect(text).toMatch(/\p{Script=Han}/u);
    expect(
      (await download("t1", "xlsx", "&language=en")).bytes.equals((await download("t1", "xlsx")).bytes),
    ).toBe(true);
    expect((await download("t1", "xlsx", "&language=zh")).bytes.equals(xlsx.bytes)).toBe(true);
  });

  it("carry hostile tenant names as text, in every format", async () => {
    expect(storable.length).toBeGreaterThan(45);
    for (const [at, entered] of storable.entries()) {
      const name = kept(entered);
      const json = await download(`h${at}`, "json");
      expect(JSON.parse(json.bytes.toString()).rows[0].BillingAccountName).toBe(name);
      const [header = [], first = []] = readCsv((await download(`h${at}`, "csv")).bytes);
      expect(unguarded(first[header.indexOf("BillingAccountName")] ?? "")).toBe(name);
      const [, row] = readXlsx((await download(`h${at}`, "xlsx")).bytes).get("Charges") ?? [];
      const cells = [...(row?.values() ?? [])];
      expect(cells.map(({ text }) => text)).toContain(name);
      expect(cells.some(({ isFormula }) => isFormula)).toBe(false);
    }
  });
});

async function download(tenant: string, format: string, more = "") {
  const answer = await fetch(
    `${billing.server.url}/api/centers/b1${path(tenant)}/export?format=${format}${more}`,
    {
      headers: billing.server.credentials.admin,
    },
  );
  expect(answer.status).toBe(200);
  return {
    bytes: Buffer.from(await answer.arrayBuffer()),
    disposition: answer.headers.get("content-disposition"),
  };
}

/** A field of the CSV as the JSON has it: text loses its guard, numbers are as they are. */
function textOf(field: string | null, value: string | null): string | null {
  return field === null || field === value ? field : unguarded(field);
}

describe("jobs", () => {
  const jobs = [
    {
      id: "j1",
      tenant: "t3",
      member: "ada",
      team: "red",
      accelerators: 4,
      from: iso(marchMs),
      to: iso(marchMs + 10 * hourMs),
    },
    {
      id: "j2",
      tenant: "t3",
      member: "bob",
      team: "blue",
      accelerators: 2,
      from: iso(marchMs),
      to: iso(marchMs + 10 * hourMs),
    },
    { id: "j3", tenant: "t3", member: "ada", accelerators: 1, from: iso(marchMs + 10 * hourMs), to: null },
  ];

  it("are recorded once, however often they come, and complete themselves", async () => {
    expect((await billing.call("POST", "/jobs", { jobs })).json).toEqual({
      created: 3,
      changed: 0,
      unchanged: 0,
    });
    expect((await billing.call("POST", "/jobs", { jobs })).json).toEqual({
      created: 0,
      changed: 0,
      unchanged: 3,
    });
    const ended = { ...jobs[2], to: iso(marchMs + 20 * hourMs) };
    expect((await billing.call("POST", "/jobs", { jobs: [ended] })).json).toMatchObject({ changed: 1 });
    const wrong = await billing.call("POST", "/jobs", {
      jobs: [{ ...jobs[0], tenant: "nobody" }, jobs[1], jobs[1]],
    });
    expect(wrong.status).toBe(400);
    expect(wrong.text).toContain("jobs.0.tenant");
    expect(wrong.text).toContain("jobs.2.id");
  });

  it("itemise use by member, team and job, cut to the window", async () => {
    const window = { fromMs: marchMs + 5 * hourMs, toMs: marchMs + 12 * hourMs };
    const use = await billing.services.billing.itemisedUse("b1", "t3", window, "member");
    expect(use.totalCardMs).toBe(BigInt((5 * 4 + 5 * 2 + 2) * hourMs));
    expect(use.rows.map(({ key, cardMs }) => [key, Number(cardMs) / hourMs])).toEqual([
      ["ada", 22],
      ["bob", 10],
    ]);
    const teams = await billing.services.billing.itemisedUse("b1", "t3", window, "team");
    expect(teams.rows.map(({ key }) => key)).toEqual(["red", "blue", null]);
  });

  it("split the bill among teams: by the platform's charges, or the tenant's own prices", async () => {
    const shared = await billing.call("GET", `${path("t3")}?team=red`);
    expect(shared.json).toMatchObject({ status: "estimate", seller: null });
    // red used 40 of 70 card-hours of a month that costs 4 x 744 x 2 + 60.
    expect(Number(shared.json.billed)).toBeCloseTo(((4 * marchHours * 2 + 60) * 40) / 70, 1);
    const own = aPriceDraft({
      rules: [{ id: "team", unit: "card_hour", basis: "allocated", model: null, unitPrice: "5", bands: [] }],
    });
    expect((await billing.call("POST", "/tenants/t3/prices", { draft: own })).status).toBe(201);
    const priced = await billing.call("GET", `${path("t3")}?team=red`);
    expect(priced.json).toMatchObject({ seller: "t3", billed: "200.00", status: "estimate" });
  });
});

describe("the tenant's own view", () => {
  it("has charges by day that sum to what was charged so far, called an estimate", async () => {
    const { json, status, text } = await billing.call("GET", "/tenants/t1/charges");
    expect({ status, text }).toMatchObject({ status: 200 });
    expect(json).toMatchObject({ kind: "estimate", currency: "CNY", forecastRule: "commitments_and_pace" });
    // What nobody priced or measured is no 0 here either.
    const { amount, reason } = Object(json.unused);
    expect(amount === null).toBe(reason !== null);
  });

  it("quotes a wish by the published prices, and says what has none", async () => {
    const wish = {
      kind: "new",
      resource: "accelerators",
      amount: 2,
      model: "h100-sxm",
      from: iso(aprilMs),
      to: iso(aprilMs + 10 * dayMs),
    };
    const { json } = await billing.call("POST", "/tenants/t1/quote", { wish });
    expect(json).toMatchObject({ total: "960.00", unpriced: [] });
    const racks = await billing.call("POST", "/tenants/t1/quote", { wish: { ...wish, resource: "racks" } });
    expect(racks.json.unpriced).toHaveLength(1);
    const foreign = await billing.call("POST", "/tenants/t1/quote", {
      wish: { kind: "renew", lease: "lease-t2", to: null },
    });
    const absent = await billing.call("POST", "/tenants/t1/quote", {
      wish: { kind: "renew", lease: "none", to: null },
    });
    expect([foreign.status, foreign.json.message]).toEqual([404, absent.json.message]);
  });
});

describe("the audit log", () => {
  it("tells of prices, statements, corrections and jobs", async () => {
    const { rows } = await billing.server.database.ownerPool.query(
      "select action, outcome from audit_entry where center_id = 'b1' order by seq",
    );
    const actions = rows.map(({ action }: { action: string }) => action);
    for (const action of ["price.publish", "statement.issue", "ledger.adjust", "jobs.record"])
      expect(actions).toContain(action);
  });
});
