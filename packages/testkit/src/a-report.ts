import type { ReportContent } from "@aidc/contract";

const worded = (text: string) => ({ en: text, zh: `${text}(中文)` });

/** A small report: one figure, one raw table that it follows from, one sentence. */
export function aReportContent(change: { revenue?: number; center?: string } = {}): ReportContent {
  const { revenue = 3, center = "c1" } = change;
  const period = { from: "2026-04-30T16:00:00.000Z", to: "2026-05-31T16:00:00.000Z" };
  return {
    format: "aidc-report",
    formatVersion: 1,
    center: {
      id: center,
      name: "Center",
      timeZone: "Asia/Shanghai",
      currency: "CNY",
      origin: "live",
      itBoundary: "it_input",
    },
    period: { name: "2026-05", kind: "month", ...period },
    headline: worded("Revenue was told."),
    findings: [worded(`Revenue: ${revenue}.`)],
    figures: [
      {
        id: "economics.revenue",
        title: worded("Revenue"),
        figure: {
          name: "revenue",
          value: revenue,
          unit: "CNY",
          ...period,
          coverage: 1,
          status: "valid",
          grade: "metered",
          method: { id: "revenue", version: 1 },
          inputs: [],
        },
        previous: null,
        lastYear: null,
        limit: null,
        formula: "sum(raw.revenue.billed)",
        digits: 2,
      },
    ],
    chapters: [
      {
        id: "raw",
        title: worded("Raw tables"),
        blocks: [
          {
            kind: "table",
            id: "revenue",
            title: worded("Revenue by month"),
            notes: [],
            columns: [{ id: "billed", title: worded("Billed"), unit: "CNY", digits: 2 }],
            rows: [{ id: "2026-05", label: worded("2026-05"), cells: [{ text: null, value: revenue }] }],
          },
        ],
      },
    ],
    methods: [],
    gaps: [],
    inputs: [{ kind: "statements", count: 1, grade: "metered", sha256: String(revenue) }],
  };
}
