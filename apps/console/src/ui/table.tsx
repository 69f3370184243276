import { Download } from "lucide-react";
import type { ReactNode } from "react";
import { useRef } from "react";
import { useIntl } from "react-intl";
import { saveCsv, writeCsv } from "./format/csv.ts";
import { ReadableContext, readTable } from "./read-table.ts";

/**
 * Dense rows with thin rules; wide tables scroll in themselves, never the page. Every table brings its CSV: what is on
 * the page, with numbers as they are.
 */
export function Table({ children }: { children: ReactNode }) {
  const intl = useIntl();
  const table = useRef<HTMLTableElement>(null);
  const save = () => {
    if (!table.current) return;
    const { header, lines } = readTable(table.current, (column) =>
      intl.formatMessage({ id: "table.csv.unit" }, { column }),
    );
    saveCsv(`${nameOf(table.current)}.csv`, writeCsv(header, lines));
  };
  return (
    <div>
      <div className="overflow-x-auto">
        <table ref={table} className="w-full border-collapse text-sm">
          <ReadableContext value={true}>{children}</ReadableContext>
        </table>
      </div>
      <button
        type="button"
        className="mt-1 inline-flex min-h-6 items-center gap-1 text-xs text-faint hover:text-ink print:hidden"
        aria-label={intl.formatMessage({ id: "table.csv" })}
        title={intl.formatMessage({ id: "table.csv" })}
        onClick={save}
      >
        <Download className="size-3" aria-hidden="true" />
        {intl.formatMessage({ id: "racks.csv" })}
      </button>
    </div>
  );
}

/** By the title it stands under. */
function nameOf(table: HTMLTableElement): string {
  const title = table.closest("section")?.querySelector("h2, h3")?.textContent ?? document.title;
  return title.replaceAll(/[^\p{L}\p{N}]+/gu, "-").replaceAll(/^-|-$/g, "");
}

export function HeadCell({ children, isNumber }: { children: ReactNode; isNumber?: boolean }) {
  return (
    <th
      scope="col"
      className={`border-b border-faint break-keep px-2 py-1.5 font-normal text-faint first:pl-0 last:pr-0 ${isNumber ? "text-right" : "text-left"}`}
    >
      {children}
    </th>
  );
}

/** Chinese may break after any character: on a phone a column of words would be one character wide. */
export function Cell({
  children,
  isNumber,
  isFaint,
}: {
  children: ReactNode;
  isNumber?: boolean;
  isFaint?: boolean;
}) {
  const look = `${isNumber ? "num text-right whitespace-nowrap" : "text-left [&:lang(zh)]:min-w-[4em]"} ${isFaint ? "text-faint" : ""}`;
  return <td className={`border-b border-rule px-2 py-1 first:pl-0 last:pr-0 ${look}`}>{children}</td>;
}
