import type { Issue } from "@aidc/contract";
import { useIntl } from "react-intl";
import { wordIssue } from "../../../i18n/word-fault.ts";
import { CsvButton } from "../../../ui/csv-button.tsx";
import { MarkedText } from "../../../ui/marked-text.tsx";
import { Cell, HeadCell } from "../../../ui/table.tsx";
import { VirtualTable } from "../../../ui/virtual-table.tsx";

export interface RowVerdict {
  readonly line: number;
  readonly verdict: "new" | "known" | "refused";
  readonly issues: readonly Issue[];
  /** What the row says; null: it cannot be read. */
  readonly said: string | null;
}

const marks = { new: "normal", known: "unknown", refused: "critical" } as const;

/** What each row of a file would become; what is refused stands first. */
export function VerdictTable({ name, rows }: { name: string; rows: readonly RowVerdict[] }) {
  const intl = useIntl();
  const wordOf = ({ verdict }: RowVerdict) => intl.formatMessage({ id: `corrections.verdict.${verdict}` });
  const issuesOf = ({ issues }: RowVerdict) => issues.map((issue) => wordIssue(intl, issue)).join("; ");
  const isRefused = ({ verdict }: RowVerdict) => verdict === "refused";
  const sorted = [...rows.filter(isRefused), ...rows.filter((row) => !isRefused(row))];
  return (
    <div className="grid justify-items-end gap-2">
      <CsvButton
        name={name}
        file={() => ({
          header: ["line", "verdict", "issues", "said"],
          lines: sorted.map((row) => [row.line, row.verdict, issuesOf(row), row.said]),
        })}
      />
      <div className="w-full">
        <VirtualTable
          count={sorted.length}
          columns={3}
          rowKey={(index) => String(sorted[index]?.line)}
          head={
            <tr>
              <HeadCell isNumber>{intl.formatMessage({ id: "corrections.line" })}</HeadCell>
              <HeadCell>{intl.formatMessage({ id: "corrections.verdict" })}</HeadCell>
              <HeadCell>{intl.formatMessage({ id: "corrections.said" })}</HeadCell>
            </tr>
          }
          row={(index, measured) => {
            const row = sorted[index];
            if (row === undefined) return null;
            return (
              <tr key={row.line} {...measured}>
                <Cell isNumber>{row.line}</Cell>
                <Cell>
                  <MarkedText mark={marks[row.verdict]}>{wordOf(row)}</MarkedText>
                </Cell>
                <Cell>{row.issues.length > 0 ? issuesOf(row) : row.said}</Cell>
              </tr>
            );
          }}
        />
      </div>
    </div>
  );
}
