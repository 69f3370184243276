import { aCenterDocument } from "@aidc/testkit";
import type { EndpointFacts } from "./openapi.ts";

/** Everything a request may name. The tests put in own, foreign and absent ids. */
export interface NamedIds {
  readonly center: string;
  readonly tenant: string;
  readonly rack: string;
  readonly lease: string;
  readonly request: string;
  readonly person: string;
  readonly email: string;
  readonly team: string;
  readonly key: string;
  readonly wall: string;
  readonly event: string;
  readonly line: string;
  readonly month: string;
  readonly token: string;
}

/** Of the center that a test server begins with; what is not there has a name that could be. */
export const namedIds: NamedIds = {
  center: "c1",
  tenant: "t1",
  rack: "k1",
  lease: "l1",
  request: crypto.randomUUID(),
  person: "p1",
  email: "somebody@example.org",
  team: "a",
  key: crypto.randomUUID(),
  wall: crypto.randomUUID(),
  event: crypto.randomUUID(),
  line: "1",
  month: "2026-05",
  token: "aidc_sig_aaaaaaaa_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
};

export interface ApiRequest {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
}

const window = { from: "2026-05-01T00:00:00Z", to: "2026-05-02T00:00:00Z" };
const wish = (ids: NamedIds) => ({
  kind: "resize",
  lease: ids.lease,
  amount: 2,
  from: "2026-06-01T00:00:00Z",
});
const prices = {
  draft: {
    effectiveFrom: "2026-01-01T00:00:00Z",
    currency: "CNY",
    rules: [{ id: "any", unit: "card_hour", basis: "allocated", unitPrice: "10" }],
  },
};
const tariff = {
  draft: {
    effectiveFrom: "2026-01-01T00:00:00Z",
    currency: "CNY",
    source: "an example",
    components: [{ id: "energy", name: "Energy", perKwh: "0.6" }],
  },
};
const scenario = {
  draft: {
    name: "Base case",
    effectiveFrom: "2026-01-01T00:00:00Z",
    currency: "CNY",
    source: "an example",
    investment: "1000000",
    discountRate: 0.08,
    horizonYears: 8,
  },
};
const plan = {
  draft: {
    source: "an example",
    values: [{ figure: "energy.pue", period: "2026-05", value: 1.3, unit: "ratio" }],
  },
};
const correction = {
  draft: {
    kind: "value",
    subject: { kind: "meter", id: "grid" },
    energyKwh: "1",
    reason: "an example",
    from: "2026-05-01T00:00:00Z",
    to: "2026-05-02T00:00:00Z",
  },
};
const alarmRule = {
  name: "Fault",
  severity: "major",
  condition: { kind: "fault" },
};
const noticeTarget = {
  settings: { name: "Night shift", language: "en", severities: ["critical"], events: ["raised"] },
  address: { kind: "wecom", url: "https://robot.example.org/send?key=isolation" },
};
/** A notice target that no center has. */
const nobody = "00000000-0000-4000-8000-00000000dead";
type Extra = (ids: NamedIds) => Record<string, unknown>;
const nothing: Extra = () => ({});

/** What a good request carries beside its path: a query for GET, a body otherwise. One line per endpoint. */
const extras: Readonly<Record<string, Extra>> = {
  "centers.list": nothing,
  "centers.importDocument": (ids) =>
    aCenterDocument({ center: { id: `${ids.center}-fresh`, name: "F", timeZone: "UTC", origin: "replay" } }),
  "centers.exportDocument": nothing,
  "centers.remove": nothing,
  "centers.figures": (ids) => ({ ...window, names: "accelerator_hours_leased", tenant: ids.tenant }),
  "centers.explain": (ids) => ({ ...window, tenant: ids.tenant }),
  "centers.points": () => window,
  "meters.readings": () => ({ ...window, meter: "grid", quantity: "energy" }),
  "centers.rack": nothing,
  "floor.stranded": nothing,
  "centers.history": (ids) => ({
    ...window,
    subjectKind: "tenant",
    subjectId: ids.tenant,
    quantity: "accelerators_allocated",
  }),
  "sources.list": nothing,
  "sources.createKey": () => ({ name: "isolation" }),
  "sources.revokeKey": nothing,
  "sources.bindSeries": () => ({ subject: { kind: "rack", id: "k1" }, quantity: "power", unit: "W" }),
  "sources.bindMetric": () => ({
    metric: "up",
    kind: "server",
    by: { label: "host" },
    quantity: "power",
    unit: "W",
  }),
  "sources.bindings": nothing,
  "sources.unbindSeries": nothing,
  "sources.removeRule": nothing,
  "access.whoAmI": nothing,
  "access.signIn": (ids) => ({ token: ids.token }),
  "access.signOut": nothing,
  "access.createSignInLink": nothing,
  "access.createWall": () => ({ name: "isolation" }),
  "access.revokeWall": nothing,
  "access.wall": nothing,
  "access.readWallLink": nothing,
  "access.setWall": () => ({ settings: { scenes: ["racks"] } }),
  "operations.compact": nothing,
  "operations.doctor": nothing,
  "people.list": nothing,
  "people.create": () => ({ email: `new-${crypto.randomUUID()}@example.org`, name: "New", staffRole: null }),
  "people.setStaffRole": () => ({ staffRole: "planner" }),
  "people.disable": nothing,
  "people.reset": nothing,
  "people.endSessions": nothing,
  "team.members": nothing,
  "team.setMember": (ids) => ({ email: ids.email, name: "Somebody", role: "tenant_member" }),
  "team.endMember": nothing,
  "team.teams": nothing,
  "team.setTeam": () => ({ name: "Team" }),
  "team.keys": nothing,
  "team.createKey": () => ({ name: "isolation" }),
  "team.revokeKey": nothing,
  "tenants.list": nothing,
  "tenants.standings": nothing,
  "tenants.set": () => ({ name: "Renamed" }),
  "leasing.leases": nothing,
  "leasing.createLease": (ids) => ({
    tenant: ids.tenant,
    resource: "racks",
    amount: 1,
    from: "2026-06-01T00:00:00Z",
    to: null,
  }),
  "leasing.resizeLease": () => ({ amount: 2, from: "2026-06-01T00:00:00Z" }),
  "leasing.renewLease": () => ({ to: null }),
  "leasing.endLease": () => ({ at: "2026-06-01T00:00:00Z" }),
  "leasing.assign": (ids) => ({ rack: ids.rack, from: "2026-06-01T00:00:00Z", to: null }),
  "leasing.endAssignment": (ids) => ({ rack: ids.rack, at: "2026-06-01T00:00:00Z" }),
  "leasing.openRequests": nothing,
  "leasing.decide": () => ({ approve: false, answer: "no" }),
  "leasing.requests": nothing,
  "leasing.ask": (ids) => ({ wish: wish(ids), note: "isolation" }),
  "leasing.withdraw": nothing,
  "power.flow": () => window,
  "power.distribution": nothing,
  "power.impact": (ids) => ({ rack: ids.rack }),
  "power.disagreements": () => window,
  "tariffs.list": nothing,
  "corrections.list": nothing,
  "corrections.preview": () => correction,
  "corrections.record": () => correction,
  "corrections.withdraw": () => ({
    correction: "00000000-0000-4000-8000-000000000000",
    reason: "an example",
  }),
  "corrections.importReadings": () => ({
    csv: "target,month,energy_kwh,document\nfacility,2026-05,10,bill 1\n",
    dryRun: true,
  }),
  "tariffs.publish": () => tariff,
  "economics.list": nothing,
  "economics.publish": () => scenario,
  "plans.list": nothing,
  "plans.read": () => ({ period: "2026-05" }),
  "plans.publish": () => plan,
  "billing.prices": nothing,
  "billing.publish": () => prices,
  "billing.tenantPrices": nothing,
  "billing.publishOwn": () => prices,
  "billing.quote": (ids) => ({ wish: wish(ids) }),
  "billing.meter": () => window,
  "billing.recordJobs": (ids) => ({
    jobs: [{ id: "j1", tenant: ids.tenant, member: "m", accelerators: 1, ...window }],
  }),
  "billing.ledger": () => window,
  "billing.statement": nothing,
  "billing.statements": nothing,
  "billing.statementLine": nothing,
  "billing.exportStatement": () => ({ format: "csv" }),
  "billing.issueStatement": nothing,
  "my.allocation": nothing,
  "my.usage": () => ({ ...window, by: "day" }),
  "my.charges": nothing,
  "my.energy": () => window,
  "my.service": nothing,
  "my.createCalendar": nothing,
  "my.revokeCalendar": nothing,
  "my.calendar": nothing,
  "my.trail": nothing,
  "shared.figures": () => window,
  "serviceEvents.events": nothing,
  "serviceEvents.setEvent": (ids) => ({
    draft: { kind: "incident", title: "Down", from: window.from, tenants: [ids.tenant] },
  }),
  "audit.entries": nothing,
  "audit.exportAudit": nothing,
  "queue.record": (ids) => ({
    knownAt: window.to,
    jobs: [{ id: "j1", account: ids.tenant, eligible: window.from, start: null, end: null }],
  }),
  "queue.judge": (ids) => ({
    knownAt: window.to,
    jobs: [{ id: "j1", account: ids.tenant, eligible: window.from, start: null, end: null }],
  }),
  "queue.list": () => ({ period: "2026-05" }),
  "queue.exportJobs": () => ({ period: "2026-05" }),
  "region.compare": () => ({ period: "2026-05" }),
  "reports.list": nothing,
  "reports.read": nothing,
  "reports.known": () => ({ period: "2026-05", on: window.to }),
  "reports.asKnown": () => ({ period: "2026-05", on: window.to }),
  "reports.preview": () => ({ period: "2026-05" }),
  "reports.draft": () => ({ period: "2026-05" }),
  "reports.review": nothing,
  "reports.issue": nothing,
  "reports.issuePeriod": () => ({ period: "2026-05", issuer: "A", reviewer: "B" }),
  "reports.file": () => ({ format: "json" }),
  "reports.exportChain": nothing,
  "reports.key": nothing,
  "alarms.board": nothing,
  "alarms.acknowledge": () => ({ alarm: "source-lost/source/nobody", occurrence: 1 }),
  "alarms.unacknowledge": () => ({ alarm: "source-lost/source/nobody", occurrence: 1 }),
  "alarms.reset": () => ({ alarm: "source-lost/source/nobody", occurrence: 1 }),
  "alarms.shelve": () => ({ alarm: "source-lost/source/nobody", reason: "isolation", until: window.to }),
  "alarms.unshelve": () => ({ alarm: "source-lost/source/nobody" }),
  "alarms.setService": () => ({
    alarm: "source-lost/source/nobody",
    outOfService: true,
    reason: "isolation",
  }),
  "alarms.journal": nothing,
  "alarms.tenants": () => ({ alarm: "none" }),
  "alarms.rules": nothing,
  "alarms.setRule": () => ({ definition: alarmRule }),
  "alarms.ruleVersions": nothing,
  "alarms.dryRun": () => ({ ...window, definition: { id: "tried", ...alarmRule } }),
  "alarms.grade": () => window,
  "alarms.walls": nothing,
  "reportFiles.list": nothing,
  "reportFiles.ask": () => ({ format: "pdf" }),
  "reportFiles.download": nothing,
  "reportSchedules.list": nothing,
  "reportSchedules.add": () => ({ schedule: { name: "Monthly", every: "month" } }),
  "reportSchedules.remove": nothing,
  "reportSchedules.run": nothing,
  "reportSchedules.history": nothing,
  "reportSchedules.deliverAgain": nothing,
  "notices.list": nothing,
  "notices.create": () => noticeTarget,
  "notices.set": () => ({ settings: noticeTarget.settings }),
  "notices.remove": nothing,
  "notices.test": nothing,
  "notices.deliveries": nothing,
  "desk.search": () => ({ q: "k1" }),
  "desk.links": nothing,
  "desk.wallAt": () => ({ at: window.from }),
  "shift.log": () => window,
  "shift.write": () => ({ entry: { id: "00000000-0000-4000-8000-00000000000e", text: "isolation" } }),
  "shift.summary": () => window,
  "shift.handovers": nothing,
  "shift.handOver": () => ({ ...window, id: "00000000-0000-4000-8000-00000000000f", note: "isolation" }),
  "shift.takeOver": nothing,
};

/** Endpoints of the table that the contract does not know, or the other way round. */
export function endpointsWithoutRequest(endpoints: readonly EndpointFacts[]): string[] {
  return endpoints.map(({ name }) => name).filter((name) => !(name in extras));
}

/** A good request of this endpoint, naming these ids. */
export function requestOf({ name, method, path }: EndpointFacts, ids: NamedIds): ApiRequest {
  const segments: Readonly<Record<string, string>> = {
    ...ids,
    name: "it_energy",
    basis: "accelerator_hours_active",
    target: nobody,
    series: "2147483647",
  };
  const filled = `/api${path.replace(/\{(\w+)\}/g, (_, key: string) => encodeURIComponent(segments[key] ?? "x"))}`;
  const extra = extras[name]?.(ids) ?? {};
  if (method !== "GET") return { method, path: filled, body: method === "DELETE" ? undefined : extra };
  const query = new URLSearchParams(
    Object.entries(extra).flatMap(([key, value]) => (value === undefined ? [] : [[key, String(value)]])),
  ).toString();
  return { method, path: query === "" ? filled : `${filled}?${query}`, body: undefined };
}
