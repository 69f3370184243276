import { aCenterDocument } from "@aidc/testkit";

const someId = "00000000-0000-4000-8000-000000000000";
const t1 = "/centers/c1/tenants/t1";
const day = "from=2026-05-01T00:00:00Z&to=2026-05-02T00:00:00Z";

interface Example {
  readonly path: string;
  readonly body?: unknown;
  /** What a caller with the right to it gets; some examples name things that are not there. */
  readonly status: number;
  /** Something wrong in it, and the status that must follow; absent where there is no input. */
  readonly bad?: { readonly path?: string; readonly body?: unknown; readonly names: string };
}

const instant = "2026-05-01T00:00:00Z";
/** An endpoint below the center, with a center that cannot be as its bad input. */
const inCenter = (path: string, status: number, body?: object): Example => ({
  ...{ path: `/centers/c1${path}`, status, body },
  bad: { path: `/centers/C1${path}`, names: "center" },
});

const alarmRule = {
  ...{ name: "Tried", severity: "minor" },
  condition: { kind: "limit", subjectKind: "server", quantity: "power", side: "above", raiseAt: 1 },
};

const noticeSettings = {
  ...{ name: "Night shift", language: "en", severities: ["critical"], events: ["raised"] },
};

/** One call of every endpoint. A new endpoint without a row here fails the first test. */
export const examples: Record<string, Example> = {
  "centers.list": { path: "/centers", status: 200 },
  "centers.importDocument": {
    path: "/centers/import",
    body: aCenterDocument(),
    status: 200,
    bad: { body: { ...aCenterDocument(), center: { id: "C 1" } }, names: "center.id" },
  },
  "centers.exportDocument": {
    path: "/centers/c1/document",
    status: 200,
    bad: { path: "/centers/C1/document", names: "center" },
  },
  "centers.remove": { path: "/centers/c1", status: 409, bad: { path: "/centers/C1", names: "center" } },
  "centers.figures": {
    path: `/centers/c1/figures?${day}`,
    status: 200,
    bad: { path: "/centers/c1/figures?from=yesterday&to=2026-05-02T00:00:00Z", names: "from" },
  },
  "centers.explain": {
    path: `/centers/c1/figures/it_energy/explanation?${day}`,
    status: 200,
    bad: { path: `/centers/c1/figures/nonsense/explanation?${day}`, names: "name" },
  },
  "centers.meterPoints": {
    path: `/centers/c1/meters/grid_import/points?${day}`,
    status: 200,
    bad: { path: `/centers/c1/meters/nonsense/points?${day}`, names: "role" },
  },
  "centers.rack": {
    path: "/centers/c1/racks/k1",
    status: 200,
    bad: { path: "/centers/C1/racks/k1", names: "center" },
  },
  "centers.history": {
    path: `/centers/c1/history?subjectKind=server&subjectId=s1&quantity=power&${day}`,
    status: 404,
    bad: {
      path: `/centers/c1/history?subjectKind=server&subjectId=s1&quantity=charm&${day}`,
      names: "quantity",
    },
  },
  "floor.stranded": {
    path: "/centers/c1/stranded?gang=4&heightU=8&powerW=10000&cards=8",
    status: 200,
    bad: { path: "/centers/c1/stranded?heightU=8", names: "heightU" },
  },
  "power.flow": {
    path: `/centers/c1/energy-flow?${day}`,
    status: 200,
    bad: { path: "/centers/c1/energy-flow?from=2026-05-02T00:00:00Z&to=2026-05-01T00:00:00Z", names: "to" },
  },
  "power.distribution": {
    path: "/centers/c1/distribution",
    status: 200,
    bad: { path: "/centers/C1/distribution", names: "center" },
  },
  "power.impact": {
    path: "/centers/c1/impact?rack=k1",
    status: 200,
    bad: { path: "/centers/c1/impact?rack=k1&feed=f1", names: "rack" },
  },
  "power.disagreements": {
    path: `/centers/c1/disagreements?${day}`,
    status: 200,
    bad: { path: "/centers/c1/disagreements?from=yesterday&to=2026-05-02T00:00:00Z", names: "from" },
  },
  "sources.list": {
    path: "/centers/c1/sources",
    status: 200,
    bad: { path: "/centers/C1/sources", names: "center" },
  },
  "sources.createKey": {
    path: "/centers/c1/keys",
    body: { name: "prometheus" },
    status: 201,
    bad: { body: { name: "" }, names: "name" },
  },
  "sources.revokeKey": {
    path: `/centers/c1/keys/${someId}`,
    status: 404,
    bad: { path: "/centers/c1/keys/1", names: "key" },
  },
  "sources.bindSeries": {
    path: "/centers/c1/series/2147483647/binding",
    body: { subject: { kind: "rack", id: "k1" }, quantity: "power", unit: "W" },
    status: 404,
    bad: {
      body: { subject: { kind: "rack", id: "k1" }, quantity: "power", unit: "horse" },
      names: "unit",
    },
  },
  "sources.bindMetric": {
    path: "/centers/c1/bindings",
    body: { metric: "up", kind: "server", by: { label: "host" }, quantity: "power", unit: "W" },
    status: 400,
    bad: {
      body: { metric: "", kind: "server", by: { label: "host" }, quantity: "power", unit: "W" },
      names: "metric",
    },
  },
  "sources.bindings": {
    path: "/centers/c1/bindings",
    status: 200,
    bad: { path: "/centers/C1/bindings", names: "center" },
  },
  "sources.unbindSeries": {
    path: "/centers/c1/series/2147483647/binding",
    status: 404,
    bad: { path: "/centers/c1/series/0/binding", names: "series" },
  },
  "sources.removeRule": {
    path: "/centers/c1/binding-rules/2147483647",
    status: 404,
    bad: { path: "/centers/c1/binding-rules/0", names: "rule" },
  },
  "access.whoAmI": { path: "/session", status: 200 },
  "access.signIn": {
    path: "/session",
    body: { token: "not-a-token-that-exists" },
    status: 401,
    bad: { body: { token: "short" }, names: "token" },
  },
  "access.signOut": { path: "/session", status: 200 },
  "access.createSignInLink": { path: "/sign-in-links", body: {}, status: 201 },
  "access.createWall": {
    path: "/centers/c1/walls",
    body: {},
    status: 201,
    bad: { body: { name: 7 }, names: "name" },
  },
  "access.revokeWall": {
    path: `/centers/c1/walls/${someId}`,
    status: 404,
    bad: { path: "/centers/c1/walls/1", names: "wall" },
  },
  "access.wall": { path: "/wall", status: 400 },
  "access.readWallLink": {
    path: `/centers/c1/walls/${someId}`,
    status: 404,
    bad: { path: "/centers/c1/walls/1", names: "wall" },
  },
  "access.setWall": {
    path: `/centers/c1/walls/${someId}`,
    body: { settings: {} },
    status: 404,
    bad: { body: { settings: { scenes: [] } }, names: "settings.scenes" },
  },
  "people.list": { path: "/people", status: 200 },
  "people.create": {
    path: "/people",
    body: { email: "new@example.org", name: "New", staffRole: "planner" },
    status: 201,
    bad: { body: { email: "nobody", name: "New", staffRole: null }, names: "email" },
  },
  "people.setStaffRole": {
    path: "/people/nobody/staff-role",
    body: { staffRole: "planner" },
    status: 404,
    bad: { body: { staffRole: "king" }, names: "staffRole" },
  },
  "people.disable": { path: "/people/nobody", status: 404 },
  "people.reset": { path: "/people/nobody/reset", body: {}, status: 404 },
  "people.endSessions": { path: "/people/nobody/sessions", status: 404 },
  "team.members": {
    path: `${t1}/members`,
    status: 200,
    bad: { path: "/centers/C1/tenants/t1/members", names: "center" },
  },
  "team.setMember": {
    path: `${t1}/members`,
    body: { email: "member@example.org", role: "tenant_member" },
    status: 200,
    bad: { body: { email: "member@example.org", role: "operator" }, names: "role" },
  },
  "team.endMember": { path: `${t1}/members/nobody`, status: 404 },
  "team.teams": {
    path: `${t1}/teams`,
    status: 200,
    bad: { path: "/centers/C1/tenants/t1/teams", names: "center" },
  },
  "team.setTeam": {
    path: `${t1}/teams/a`,
    body: { name: "A" },
    status: 200,
    bad: { body: {}, names: "name" },
  },
  "team.keys": {
    path: `${t1}/keys`,
    status: 200,
    bad: { path: "/centers/C1/tenants/t1/keys", names: "center" },
  },
  "team.createKey": {
    path: `${t1}/keys`,
    body: { name: "reader" },
    status: 201,
    bad: { body: { name: "reader", expiresAt: "tomorrow" }, names: "expiresAt" },
  },
  "team.revokeKey": {
    path: `${t1}/keys/${someId}`,
    status: 404,
    bad: { path: `${t1}/keys/1`, names: "key" },
  },
  "tenants.list": inCenter("/tenants", 200),
  "tenants.standings": inCenter("/tenants/t1/standings", 200),
  "tenants.set": inCenter("/tenants/t1", 200, { name: "Tenant One" }),
  "leasing.leases": inCenter("/leases", 200),
  "leasing.createLease": inCenter("/leases", 201, {
    id: "l2",
    tenant: "t1",
    resource: "racks",
    amount: 1,
    from: instant,
    to: null,
    terms: "commitment",
    grade: "standard",
  }),
  "leasing.resizeLease": inCenter("/leases/none/resize", 404, { from: instant, amount: 2 }),
  "leasing.renewLease": inCenter("/leases/none/renew", 404, { to: instant }),
  "leasing.endLease": inCenter("/leases/none/end", 404, { at: instant }),
  "leasing.assign": inCenter("/leases/none/assignments", 404, { rack: "k1", from: instant, to: null }),
  "leasing.endAssignment": inCenter("/leases/none/assignments/end", 404, {
    rack: "k1",
    from: instant,
    at: instant,
  }),
  "leasing.openRequests": inCenter("/requests", 200),
  "leasing.decide": inCenter(`/requests/${someId}/decision`, 404, { approve: false, answer: "no" }),
  "leasing.requests": inCenter("/tenants/t1/requests", 200),
  "leasing.ask": inCenter("/tenants/t1/requests", 201, {
    wish: { kind: "end", lease: "l1", at: instant },
    note: "",
  }),
  "leasing.withdraw": inCenter(`/tenants/t1/requests/${someId}/withdrawal`, 404, {}),
  "corrections.list": inCenter("/corrections", 200),
  "corrections.preview": inCenter("/correction-preview", 400, {}),
  "corrections.record": inCenter("/corrections", 400, {}),
  "corrections.withdraw": inCenter(`/corrections/${someId}/withdrawal`, 404, { reason: "an example" }),
  "corrections.importReadings": inCenter("/meter-readings", 200, {
    csv: "target,month,energy_kwh,document\nfacility,2024-05,10,bill 1\n",
    dryRun: true,
  }),
  "tariffs.list": inCenter("/tariffs", 200),
  "tariffs.publish": inCenter("/tariffs", 400, {}),
  "economics.list": inCenter("/economic-scenarios", 200),
  "economics.publish": inCenter("/economic-scenarios", 400, {}),
  "plans.list": inCenter("/plans", 200),
  "plans.read": inCenter("/plans/2026-05", 200),
  "plans.publish": inCenter("/plans", 400, {}),
  "billing.prices": inCenter("/prices", 200),
  "billing.publish": inCenter("/prices", 400, {}),
  "billing.tenantPrices": inCenter("/tenants/t1/prices", 200),
  "billing.publishOwn": inCenter("/tenants/t1/prices", 400, {}),
  "billing.quote": inCenter("/tenants/t1/quote", 400, {}),
  "billing.meter": inCenter("/ledger/meter", 400, {}),
  "billing.recordJobs": inCenter("/jobs", 400, {}),
  "billing.ledger": inCenter(`/tenants/t1/ledger?${day}`, 200),
  "billing.statement": inCenter("/tenants/t1/statements/2026-05", 200),
  "billing.statements": inCenter("/tenants/t1/statements", 200),
  "billing.statementLine": inCenter("/tenants/t1/statements/2026-05/lines/1", 404),
  "billing.exportStatement": inCenter("/tenants/t1/statements/2026-05/export?format=csv", 200),
  "billing.issueStatement": inCenter("/tenants/t1/statements/2026-05", 409, {}),
  "my.allocation": inCenter("/tenants/t1/allocation", 200),
  "my.usage": inCenter(`/tenants/t1/usage?${day}`, 200),
  "my.charges": inCenter("/tenants/t1/charges", 200),
  "my.energy": inCenter(`/tenants/t1/energy?${day}`, 200),
  "my.service": inCenter("/tenants/t1/service", 200),
  "my.createCalendar": inCenter("/tenants/t1/calendar", 201, {}),
  "my.revokeCalendar": inCenter("/tenants/t1/calendar", 200),
  "my.trail": inCenter("/tenants/t1/audit", 200),
  "shared.figures": inCenter(`/shared-figures?${day}`, 200),
  "serviceEvents.events": inCenter("/service-events", 200),
  "serviceEvents.setEvent": inCenter(`/service-events/${someId}`, 200, {
    draft: { kind: "maintenance", title: "T", from: instant },
  }),
  "queue.record": inCenter("/queued-jobs", 200, {
    knownAt: instant,
    jobs: [{ id: "1", account: "t1", eligible: instant, start: null, end: null }],
  }),
  "region.compare": {
    path: "/region/report?period=2026-05",
    status: 200,
    bad: { path: "/region/report?period=May", names: "period" },
  },
  "reports.list": inCenter("/reports", 200),
  "reports.read": inCenter("/reports/c1-2026-05-9", 404),
  "reports.known": inCenter(`/report-known?period=2026-05&on=${instant}`, 404),
  "reports.asKnown": inCenter(`/report-as-known?period=2025-05&on=${instant}`, 200),
  "reports.preview": inCenter("/report-preview?period=2026-05", 200),
  "reports.draft": inCenter("/reports", 201, { period: "2026-05" }),
  "reports.review": inCenter("/reports/c1-2026-05-9/review", 404, {}),
  "reports.issue": inCenter("/reports/c1-2026-05-9/issue", 404, {}),
  "reports.issuePeriod": inCenter("/issued-reports", 200, {
    ...{ period: "2026-05", issuer: "A", reviewer: "B" },
  }),
  "reports.file": inCenter("/reports/c1-2026-05-9/file?format=json", 404),
  "reports.exportChain": inCenter("/report-chain", 200),
  "reports.key": { path: "/report-key", status: 200 },
  "alarms.board": inCenter("/alarms", 200),
  "alarms.acknowledge": inCenter("/alarm-acknowledgements", 404, { alarm: "none", occurrence: 1 }),
  "alarms.reset": inCenter("/alarm-resets", 404, { alarm: "none", occurrence: 1 }),
  "alarms.shelve": inCenter("/alarm-shelf", 404, {
    alarm: "none",
    reason: "R",
    until: "2099-01-01T00:00:00Z",
  }),
  "alarms.unshelve": inCenter("/alarm-unshelving", 404, { alarm: "none" }),
  "alarms.setService": inCenter("/alarm-service", 404, { alarm: "none", outOfService: true, reason: "R" }),
  "alarms.journal": inCenter("/alarm-journal", 200),
  "alarms.tenants": inCenter("/alarm-tenants?alarm=none", 404),
  "alarms.rules": inCenter("/alarm-rules", 200),
  "alarms.setRule": inCenter("/alarm-rules/tried", 200, { definition: alarmRule }),
  "alarms.ruleVersions": inCenter("/alarm-rules/never-set/versions", 404),
  "alarms.dryRun": inCenter("/alarm-dry-run", 200, {
    ...{ from: instant, to: "2026-05-02T00:00:00Z", definition: { id: "tried", ...alarmRule } },
  }),
  "alarms.grade": inCenter(`/alarm-grade?${day}`, 200),
  "alarms.walls": inCenter("/walls", 200),
  "reportFiles.list": inCenter("/report-files", 200),
  "reportFiles.ask": inCenter("/reports/c1-2026-05-9/files", 404, { format: "pdf" }),
  "reportFiles.download": inCenter(`/report-files/${someId}`, 404),
  "reportSchedules.list": inCenter("/report-schedules", 200),
  "reportSchedules.add": {
    path: "/centers/c1/report-schedules",
    body: { schedule: { name: "Monthly", every: "month" } },
    status: 201,
    bad: { body: { schedule: { name: "Monthly", every: "month", day: 31 } }, names: "schedule.day" },
  },
  "reportSchedules.remove": inCenter(`/report-schedules/${someId}`, 404),
  "reportSchedules.run": inCenter(`/report-schedules/${someId}/run`, 404, {}),
  "reportSchedules.history": inCenter(`/report-schedules/${someId}/history`, 404),
  "reportSchedules.deliverAgain": inCenter(`/report-schedules/${someId}/deliveries/${someId}/again`, 404, {}),
  "notices.list": inCenter("/notice-targets", 200),
  "notices.create": {
    path: "/centers/c1/notice-targets",
    body: { settings: noticeSettings, address: { kind: "webhook", url: "http://169.254.169.254/" } },
    status: 400,
    bad: {
      body: { settings: { ...noticeSettings, events: [] }, address: { kind: "wecom", url: "https://a.org" } },
      names: "settings.events",
    },
  },
  "notices.set": inCenter(`/notice-targets/${someId}`, 404, { settings: noticeSettings }),
  "notices.remove": inCenter(`/notice-targets/${someId}`, 404),
  "notices.test": inCenter(`/notice-targets/${someId}/test`, 404, {}),
  "notices.deliveries": inCenter(`/notice-targets/${someId}/deliveries`, 404),
  "desk.search": inCenter("/search?q=k1", 200),
  "desk.links": inCenter("/links", 200),
  "desk.wallAt": inCenter(`/wall-at?at=${instant}`, 200),
  "shift.log": inCenter(`/shift-log?${day}`, 200),
  "shift.write": inCenter("/shift-log", 200, { entry: { id: someId, text: "Calm" } }),
  "shift.summary": inCenter(`/shift-summary?${day}`, 200),
  "shift.handovers": inCenter("/shift-handovers", 200),
  "shift.handOver": inCenter("/shift-handovers", 200, {
    ...{ from: instant, to: "2026-05-02T00:00:00Z", id: someId, note: "Calm" },
  }),
  "shift.takeOver": inCenter(`/shift-handovers/${someId.replace("4000", "4001")}/takeover`, 404, {}),
  "my.calendar": { path: `/calendar/aidc_cal_${"a".repeat(8)}_${"a".repeat(43)}`, status: 404 },
  "audit.entries": { path: "/audit", status: 200, bad: { path: "/audit?before=now", names: "before" } },
  "audit.exportAudit": { path: "/audit/export", status: 200 },
  "operations.compact": { path: "/store/compact", body: {}, status: 200 },
  "operations.doctor": { path: "/doctor", status: 200 },
};
