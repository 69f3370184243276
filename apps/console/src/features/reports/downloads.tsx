import type { ReportFile, ReportFormat, ReportLanguage } from "@aidc/contract";
import { useEffect, useRef, useState } from "react";
import { useIntl } from "react-intl";
import { describeFailure } from "../../api/failure.ts";
import type { MessageId } from "../../i18n/messages/en.ts";
import { Button } from "../../ui/button.tsx";
import { FailureNote } from "../../ui/failure-note.tsx";
import { FileProgress } from "./files/file-progress.tsx";
import { useAskForFile } from "./files/use-ask-for-file.ts";
import { fileAddress, useReportFiles } from "./files/use-report-files.ts";

const drawn: readonly {
  readonly name: string;
  readonly format: ReportFormat;
  readonly language: ReportLanguage;
}[] = [
  { name: "PDF 中文", format: "pdf", language: "zh" },
  { name: "PDF English", format: "pdf", language: "en" },
  { name: "XLSX 中文", format: "xlsx", language: "zh" },
  { name: "XLSX English", format: "xlsx", language: "en" },
];
const plain: readonly { readonly name: MessageId; readonly format: ReportFormat }[] = [
  { name: "reports.file.csv", format: "csv" },
  { name: "reports.file.notes", format: "notes" },
  { name: "reports.file.json", format: "json" },
  { name: "reports.file.schema", format: "schema" },
];
const look =
  "inline-flex min-h-8 items-center rounded border border-rule bg-panel px-2.5 text-sm hover:bg-raised";

/**
 * The issued report as files that agree with the page and with each other, the same bytes every time. What takes
 * long is made while the page shows how far it is, or while nobody looks: it is found among the files afterwards.
 */
export function Downloads({ center, number }: { center: string; number: string }) {
  const intl = useIntl();
  const [wished, setWished] = useState<readonly ReportFile[]>([]);
  const ask = useAskForFile(center, (file) =>
    setWished((before) => [...before.filter(({ id }) => id !== file.id), file]),
  );
  const files = useReportFiles(
    center,
    wished.map(({ id }) => id),
  );
  // What was made long ago is in the answer and not in the list of the newest.
  const mine = wished.map((one) => files.data?.find(({ id }) => id === one.id) ?? one);
  const failed = mine.filter(({ state }) => state === "failed");
  useHandOver(center, mine);
  const base = `/api/centers/${encodeURIComponent(center)}/reports/${encodeURIComponent(number)}/file`;
  return (
    <div className="grid gap-2">
      <div className="flex flex-wrap items-center gap-2">
        <span className="text-sm text-faint">{intl.formatMessage({ id: "my.downloads" })}</span>
        {drawn.map(({ name, format, language }) => (
          <Button
            key={name}
            disabled={ask.isPending}
            onClick={() => ask.mutate({ report: number, format, language })}
          >
            {name}
          </Button>
        ))}
        {plain.map(({ name, format }) => (
          <a key={format} className={look} href={`${base}?format=${format}`} download>
            {intl.formatMessage({ id: name })}
          </a>
        ))}
      </div>
      {mine.filter(({ state }) => state === "waiting" || state === "running").map(named)}
      {failed.length > 0 && <div role="alert">{failed.map(named)}</div>}
      {ask.error && <FailureNote {...describeFailure(ask.error)} />}
    </div>
  );
}

const named = (file: ReportFile) => (
  <div key={file.id} className="max-w-sm">
    <p className="num text-sm">{`${file.number} ${file.format.toUpperCase()} ${file.language}`}</p>
    <FileProgress file={file} />
  </div>
);

/** What this page asked for is handed over when it is ready, each once. */
function useHandOver(center: string, files: readonly ReportFile[]): void {
  const given = useRef(new Set<string>());
  useEffect(() => {
    for (const { id, state } of files) {
      if (state !== "ready" || given.current.has(id)) continue;
      given.current.add(id);
      const link = document.createElement("a");
      link.href = fileAddress(center, id);
      link.download = "";
      link.click();
    }
  }, [center, files]);
}
