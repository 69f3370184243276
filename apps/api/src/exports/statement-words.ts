/** What a statement's file says besides its content, in each language. */
import type { ReportLanguage, Statement } from "@aidc/contract";
import { focusVersion } from "@aidc/domain";

const en = {
  statement: "Statement",
  notIssued: "not issued",
  standing: "Standing",
  standings: {
    estimate: "Estimate: figures may still move",
    blocked: "Blocked: something has no price, and is not free",
    issued: "Issued: billing truth",
  } satisfies Record<Statement["status"], string>,
  center: "Center",
  tenant: "Tenant",
  tenantId: "Tenant id",
  month: "Month",
  period: "Billing period, UTC",
  span: (from: string, to: string) => `${from} to ${to}`,
  billed: "Billed",
  lines: "Lines",
  issued: "Issued",
  no: "no",
  issuedBy: (at: string, by: string | null) => `${at} by ${by}`,
  sha: "Content SHA-256",
  shareUnit: "0 to 1",
  quantityUnit: "of its unit column",
  columns: `Columns are those of FOCUS ${focusVersion}, with the names of 1.3 beside the deprecated ones; x_ columns are ours.`,
  amounts:
    "Amounts are in the currency of the header. Times are UTC; a period includes its start and excludes its end.",
  absent: "An empty cell means absent. A number is never 0 for want of data.",
  guarded:
    "In the CSV, text that a spreadsheet could take for a formula, or that begins with an apostrophe, has one apostrophe in front.",
  method: ({ method, ledgerHead }: Statement) =>
    `Method ${method.id}, version ${method.version}; ledger up to entry ${ledgerHead}.`,
  problem: (code: string, what: string, span: string) => `${code}: ${what} (${span})`,
};
export type StatementWords = typeof en;

const zh: StatementWords = {
  statement: "账单",
  notIssued: "未出具",
  standing: "状态",
  standings: {
    estimate: "估算：数字仍可能变动",
    blocked: "受阻：有内容没有价格，并非免费",
    issued: "已出具：以此为准",
  },
  center: "中心",
  tenant: "租户",
  tenantId: "租户标识",
  month: "月份",
  period: "账期（UTC）",
  span: (from, to) => `${from} 至 ${to}`,
  billed: "应付金额",
  lines: "行数",
  issued: "出具",
  no: "否",
  issuedBy: (at, by) => `${at}，${by}`,
  sha: "内容 SHA-256",
  shareUnit: "0 至 1",
  quantityUnit: "单位见其单位列",
  columns: `列名及其取值遵循 FOCUS ${focusVersion}，并附 1.3 版中替代旧列的名称；x_ 开头的列为自有列。`,
  amounts: "金额以表头所示货币计。时间为 UTC；时段含起点，不含终点。",
  absent: "空单元格表示没有该项。数字不会因缺少数据而记为 0。",
  guarded: "CSV 中可能被电子表格当作公式的文本，或以撇号开头的文本，前面加有一个撇号。",
  method: ({ method, ledgerHead }) =>
    `方法 ${method.id}，版本 ${method.version}；台账截至第 ${ledgerHead} 条。`,
  problem: (code, what, span) => `${what}（${code}，${span}）`,
};

export const statementWords: Readonly<Record<ReportLanguage, StatementWords>> = { en, zh };
