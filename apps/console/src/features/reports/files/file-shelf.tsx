import type { ReportFile } from "@aidc/contract";
import { reportFileName } from "@aidc/contract";
import { useIntl } from "react-intl";
import { Asked } from "../../../ui/asked.tsx";
import { showMoment } from "../../../ui/format/time.ts";
import { useWords } from "../../../ui/use-words.ts";
import { FileProgress } from "./file-progress.tsx";
import { useAskForFile } from "./use-ask-for-file.ts";
import { fileAddress, useReportFiles } from "./use-report-files.ts";

/** Files that are being made, and the newest that were made, whoever asked for them. */
export function FileShelf({ center, timeZone }: { center: string; timeZone: string }) {
  const intl = useIntl();
  const files = useReportFiles(center);
  return (
    <section>
      <h2 className="mb-2 text-sm text-faint">{intl.formatMessage({ id: "files.title" })}</h2>
      <Asked query={files} lines={3}>
        {(list) => (
          <ul className="grid gap-2 text-sm">
            {list.length === 0 && <li className="text-faint">{intl.formatMessage({ id: "files.none" })}</li>}
            {list.map((file) => (
              <FileRow key={file.id} file={file} center={center} timeZone={timeZone} />
            ))}
          </ul>
        )}
      </Asked>
    </section>
  );
}

function FileRow(props: { file: ReportFile; center: string; timeZone: string }) {
  const { file, center, timeZone } = props;
  const intl = useIntl();
  const words = useWords();
  const ask = useAskForFile(center);
  const { number, format, language, state } = file;
  const name = reportFileName(number, format, language);
  const made = file.endedAt && showMoment(Date.parse(file.endedAt), timeZone, words.language);
  return (
    <li className="rounded px-2 py-1">
      {state === "ready" ? (
        <a className="num inline-block min-h-6 underline" href={fileAddress(center, file.id)} download>
          {name}
        </a>
      ) : (
        <span className="num">{name}</span>
      )}
      {state === "ready" && file.bytes !== null && (
        <p className="text-xs text-faint">
          {intl.formatMessage({ id: "files.kept" }, { size: sizeText(file.bytes, words.language), made })}
        </p>
      )}
      <FileProgress file={file} />
      {state === "failed" && (
        <button
          type="button"
          className="min-h-6 text-xs underline"
          disabled={ask.isPending}
          onClick={() => ask.mutate({ report: file.report, format, language })}
        >
          {intl.formatMessage({ id: "files.again" })}
        </button>
      )}
    </li>
  );
}

const oneMegabyte = 1e6;

function sizeText(bytes: number, language: string): string {
  const isBig = bytes >= oneMegabyte;
  return new Intl.NumberFormat(language, {
    style: "unit",
    unit: isBig ? "megabyte" : "kilobyte",
    maximumFractionDigits: isBig ? 1 : 0,
  }).format(bytes / (isBig ? oneMegabyte : 1000));
}
