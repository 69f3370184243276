import type {
  AddedReportSchedule,
  CenterDocumentInput,
  Correction,
  CorrectionDraft,
  EconomicScenario,
  EconomicScenarioDraft,
  MemberRole,
  Person,
  Plan,
  PlanDraft,
  PriceDraft,
  QueueImport,
  QueueJudgement,
  QueueStatement,
  ReadingImport,
  Report,
  ReportFormat,
  ReportLanguage,
  ReportRun,
  ReportSchedule,
  ReportScheduleInput,
  ReportSummary,
  StaffRole,
  TariffDraft,
  TariffVersion,
} from "@aidc/contract";
import {
  addedReportScheduleSchema,
  centerDocumentSchema,
  centerSchema,
  checkSchema,
  correctionListSchema,
  correctionSchema,
  createdKeySchema,
  economicScenarioSchema,
  figureSchema,
  historySchema,
  importSummarySchema,
  personSchema,
  planSchema,
  priceVersionSchema,
  queueImportSchema,
  queueJudgementSchema,
  readingImportSchema,
  reportRunSchema,
  reportScheduleSchema,
  reportSchema,
  reportSummarySchema,
  sourcesSchema,
  tariffVersionSchema,
} from "@aidc/contract";
import { refusal, Unreachable } from "./faults.ts";

/** The JSON API as the local command line may call it: with the admin secret, answers parsed by the contract. */
export interface ServerClient {
  readonly url: string;
  listCenters(): Promise<Centers>;
  importCenter(document: CenterDocumentInput): Promise<ReturnType<typeof importSummarySchema.parse>>;
  /** null when there is no such center */
  readDocument(center: string): Promise<ReturnType<typeof centerDocumentSchema.parse> | null>;
  removeCenter(center: string): Promise<{ rowsLeft: number }>;
  listSources(center: string): Promise<ReturnType<typeof sourcesSchema.parse>>;
  createKey(center: string, name: string): Promise<ReturnType<typeof createdKeySchema.parse>>;
  createWall(center: string): Promise<{ url: string }>;
  /** How many versions the platform's price book has. */
  countPrices(center: string): Promise<number>;
  publishPrices(center: string, draft: PriceDraft): Promise<void>;
  /** Newest first. */
  listTariffs(center: string): Promise<TariffVersion[]>;
  publishTariff(center: string, draft: TariffDraft): Promise<TariffVersion>;
  /** Newest first. */
  listScenarios(center: string): Promise<EconomicScenario[]>;
  publishScenario(center: string, draft: EconomicScenarioDraft): Promise<EconomicScenario>;
  /** Newest first. */
  listPlans(center: string): Promise<Plan[]>;
  publishPlan(center: string, draft: PlanDraft): Promise<Plan>;
  /** Newest first, withdrawn ones included. */
  listCorrections(center: string): Promise<ReturnType<typeof correctionListSchema.parse>>;
  recordCorrection(center: string, draft: CorrectionDraft): Promise<Correction>;
  withdrawCorrection(center: string, correction: string, reason: string): Promise<{ withdrawn: string }>;
  /** All rows or none; `dryRun` keeps nothing. */
  importReadings(center: string, csv: string, dryRun: boolean): Promise<ReadingImport>;
  /** All rows or none; the same again changes nothing. */
  recordQueue(center: string, statement: QueueStatement): Promise<QueueImport>;
  /** What would become of each job; keeps nothing. */
  judgeQueue(center: string, statement: QueueStatement): Promise<QueueJudgement>;
  readFigures(query: FiguresQuery): Promise<Record<string, ReturnType<typeof figureSchema.parse>>>;
  /** null when the point has no series yet */
  readHistory(query: HistoryQuery): Promise<ReturnType<typeof historySchema.parse> | null>;
  listPeople(): Promise<Person[]>;
  /** `url`: a link that sets the password. */
  createPerson(wanted: NewPerson): Promise<{ url: string }>;
  resetPerson(id: string): Promise<{ url: string }>;
  /** `url`: null for who can sign in already. */
  setMember(wanted: NewMember): Promise<{ url: string | null }>;
  compact(): Promise<Facts>;
  /** The audit log as JSON lines, as it comes in. */
  exportAudit(): Promise<ReadableStream<Uint8Array>>;
  issueReport(wanted: NewReport): Promise<Report>;
  /** Newest first. */
  listReports(center: string): Promise<ReportSummary[]>;
  /** An issued report as a file. */
  reportFile(which: ReportFileName): Promise<Uint8Array>;
  /** The issued reports of a center as JSON lines, as they come in. */
  exportReports(center: string): Promise<ReadableStream<Uint8Array>>;
  listSchedules(center: string): Promise<ReportSchedule[]>;
  addSchedule(center: string, schedule: ReportScheduleInput): Promise<AddedReportSchedule>;
  removeSchedule(center: string, schedule: string): Promise<void>;
  /** Drafts the period now; the last one that has ended where none is named. */
  runSchedule(center: string, schedule: string, period: string | undefined): Promise<ReportRun>;
  doctor(): Promise<{ checks: ReturnType<typeof checkSchema.parse>[] }>;
}
type Centers = ReturnType<typeof centerSchema.parse>[];
type Facts = Readonly<Record<string, unknown>>;

interface FiguresQuery {
  readonly center: string;
  readonly from: string;
  readonly to: string;
  readonly names?: string | undefined;
  readonly tenant?: string | undefined;
}
interface HistoryQuery {
  readonly center: string;
  readonly subjectKind: string;
  readonly subjectId: string;
  readonly quantity: string;
  readonly from: string;
  readonly to: string;
  readonly maxPoints: number;
}

interface NewPerson {
  readonly email: string;
  readonly name: string;
  readonly staffRole: StaffRole | null;
}
interface NewMember {
  readonly center: string;
  readonly tenant: string;
  readonly email: string;
  readonly name: string;
  readonly role: MemberRole;
}

interface NewReport {
  readonly center: string;
  readonly period: string;
  readonly issuer: string;
  readonly reviewer: string;
  readonly cause?: string | undefined;
}

interface ReportFileName {
  readonly center: string;
  readonly number: string;
  readonly format: ReportFormat;
  readonly language?: ReportLanguage | undefined;
}

type Method = "GET" | "POST" | "PUT" | "DELETE";
type Call = (method: Method, path: string, body?: unknown) => Promise<unknown>;

type Corrections = Pick<
  ServerClient,
  "listCorrections" | "recordCorrection" | "withdrawCorrection" | "importReadings"
>;

function correctionCalls(call: Call, at: (center: string) => string): Corrections {
  return {
    listCorrections: async (center) =>
      correctionListSchema.parse(await call("GET", `${at(center)}/corrections`)),
    recordCorrection: async (center, draft) =>
      correctionSchema.parse(await call("POST", `${at(center)}/corrections`, { draft })),
    withdrawCorrection: async (center, correction, reason) => {
      const path = `${at(center)}/corrections/${encodeURIComponent(correction)}/withdrawal`;
      return { withdrawn: String(facts(await call("POST", path, { reason })).withdrawn) };
    },
    importReadings: async (center, csv, dryRun) =>
      readingImportSchema.parse(await call("POST", `${at(center)}/meter-readings`, { csv, dryRun })),
  };
}

/** Every method rejects with `ServerRefusal` or `Unreachable`, and with a ZodError when the answer breaks the contract. */
export function createServerClient(access: { url: string; adminSecret: string }): ServerClient {
  const call: Call = (method, path, body) => request(access, method, path, body);
  const at = (center: string) => `/centers/${encodeURIComponent(center)}`;
  return {
    url: access.url,
    listCenters: async () => centerSchema.array().parse(await call("GET", "/centers")),
    importCenter: async (document) =>
      importSummarySchema.parse(await call("POST", "/centers/import", document)),
    readDocument: async (center) => {
      const document = await nullWhenAbsent(call("GET", `${at(center)}/document`));
      return document === null ? null : centerDocumentSchema.parse(document);
    },
    removeCenter: async (center) => rowsLeft(await call("DELETE", at(center))),
    listSources: async (center) => sourcesSchema.parse(await call("GET", `${at(center)}/sources`)),
    createKey: async (center, name) =>
      createdKeySchema.parse(await call("POST", `${at(center)}/keys`, { name })),
    createWall: async (center) => ({ url: String(facts(await call("POST", `${at(center)}/walls`, {})).url) }),
    countPrices: async (center) =>
      priceVersionSchema.array().parse(await call("GET", `${at(center)}/prices`)).length,
    publishPrices: async (center, draft) => void (await call("POST", `${at(center)}/prices`, { draft })),
    listTariffs: async (center) =>
      tariffVersionSchema.array().parse(await call("GET", `${at(center)}/tariffs`)),
    publishTariff: async (center, draft) =>
      tariffVersionSchema.parse(await call("POST", `${at(center)}/tariffs`, { draft })),
    listScenarios: async (center) =>
      economicScenarioSchema.array().parse(await call("GET", `${at(center)}/economic-scenarios`)),
    publishScenario: async (center, draft) =>
      economicScenarioSchema.parse(await call("POST", `${at(center)}/economic-scenarios`, { draft })),
    listPlans: async (center) => planSchema.array().parse(await call("GET", `${at(center)}/plans`)),
    publishPlan: async (center, draft) =>
      planSchema.parse(await call("POST", `${at(center)}/plans`, { draft })),
    ...correctionCalls(call, at),
    recordQueue: async (center, statement) =>
      queueImportSchema.parse(await call("POST", `${at(center)}/queued-jobs`, statement)),
    judgeQueue: async (center, statement) =>
      queueJudgementSchema.parse(await call("POST", `${at(center)}/queued-job-verdicts`, statement)),
    readFigures: async ({ center, ...query }) =>
      mapFacts(await call("GET", `${at(center)}/figures?${parameters(query)}`), (figure) =>
        figureSchema.parse(figure),
      ),
    readHistory: async ({ center, ...query }) => {
      const history = await nullWhenAbsent(call("GET", `${at(center)}/history?${parameters(query)}`));
      return history === null ? null : historySchema.parse(history);
    },
    listPeople: async () => personSchema.array().parse(await call("GET", "/people")),
    createPerson: async (wanted) => ({ url: String(facts(await call("POST", "/people", wanted)).url) }),
    resetPerson: async (id) => ({
      url: String(facts(await call("POST", `/people/${encodeURIComponent(id)}/reset`, {})).url),
    }),
    setMember: async ({ center, tenant, ...wanted }) => {
      const path = `${at(center)}/tenants/${encodeURIComponent(tenant)}/members`;
      const { url } = facts(await call("PUT", path, wanted));
      return { url: typeof url === "string" ? url : null };
    },
    exportAudit: () => bodyOf(ask(access, "GET", "/audit/export", undefined)),
    ...reportCalls(access, call),
    compact: async () => facts(await call("POST", "/store/compact", {})),
    doctor: async () => ({ checks: checkSchema.array().parse(facts(await call("GET", "/doctor")).checks) }),
  };
}

function reportCalls(access: { url: string; adminSecret: string }, call: Call) {
  const at = (center: string) => `/centers/${encodeURIComponent(center)}`;
  return {
    issueReport: async ({ center, ...wanted }: NewReport) =>
      reportSchema.parse(await call("POST", `${at(center)}/issued-reports`, wanted)),
    listReports: async (center: string) =>
      reportSummarySchema.array().parse(await call("GET", `${at(center)}/reports`)),
    reportFile: async ({ center, number, ...how }: ReportFileName) => {
      const path = `${at(center)}/reports/${encodeURIComponent(number)}/file?${parameters(how)}`;
      return new Uint8Array(await (await ask(access, "GET", path, undefined)).arrayBuffer());
    },
    exportReports: (center: string) => bodyOf(ask(access, "GET", `${at(center)}/report-chain`, undefined)),
    listSchedules: async (center: string) => {
      const { schedules } = facts(await call("GET", `${at(center)}/report-schedules`));
      return reportScheduleSchema.array().parse(schedules);
    },
    addSchedule: async (center: string, schedule: ReportScheduleInput) =>
      addedReportScheduleSchema.parse(await call("POST", `${at(center)}/report-schedules`, { schedule })),
    removeSchedule: async (center: string, schedule: string) =>
      void (await call("DELETE", `${at(center)}/report-schedules/${schedule}`, {})),
    runSchedule: async (center: string, schedule: string, period: string | undefined) =>
      reportRunSchema.parse(await call("POST", `${at(center)}/report-schedules/${schedule}/run`, { period })),
  };
}

async function bodyOf(answer: Promise<Response>): Promise<ReadableStream<Uint8Array>> {
  const { body } = await answer;
  if (body === null) throw new TypeError("the server answered without a body");
  return body;
}

async function request(...asked: Parameters<typeof ask>): Promise<unknown> {
  const answer: unknown = JSON.parse(await (await ask(...asked)).text());
  return answer;
}

async function ask(
  access: { url: string; adminSecret: string },
  method: Method,
  path: string,
  body: unknown,
): Promise<Response> {
  const headers: Record<string, string> = { Authorization: `Bearer ${access.adminSecret}` };
  if (body !== undefined) headers["Content-Type"] = "application/json";
  const response = await fetch(`${access.url}/api${path}`, {
    method,
    headers,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  }).catch((error: unknown) => {
    throw new Unreachable(access.url, error);
  });
  if (!response.ok) throw refusal(response.status, await response.text());
  return response;
}

async function nullWhenAbsent(answer: Promise<unknown>): Promise<unknown> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof Error && "status" in error && error.status === 404) return null;
    throw error;
  }
}

function parameters(query: Readonly<Record<string, string | number | undefined>>): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined) search.set(name, String(value));
  return search.toString();
}

function facts(answer: unknown): Facts {
  if (typeof answer !== "object" || answer === null)
    throw new TypeError("the server answered something that is no object");
  return Object.fromEntries(Object.entries(answer));
}

function mapFacts<T>(answer: unknown, parse: (value: unknown) => T): Record<string, T> {
  return Object.fromEntries(Object.entries(facts(answer)).map(([name, value]) => [name, parse(value)]));
}

function rowsLeft(answer: unknown): { rowsLeft: number } {
  return { rowsLeft: Number(facts(answer).rowsLeft) };
}
