import type { ReportFile } from "@aidc/contract";
import { reportFileKinds, reportFileName } from "@aidc/contract";
import { useState } from "react";
import { useIntl } from "react-intl";
import { Asked } from "../../../ui/asked.tsx";
import { showMoment } from "../../../ui/format/time.ts";
import { useWords } from "../../../ui/use-words.ts";
import { FileProgress } from "./file-progress.tsx";
import { useAskForFile } from "./use-ask-for-file.ts";
import { fileAddress, useReportFiles } from "./use-report-files.ts";

/** Files of issued reports: what is being made or could not be, and what was made of the newest. */
export function FileShelf({ center, timeZone }: { center: string; timeZone: string }) {
  const intl = useIntl();
  const [mine, setMine] = useState<readonly string[]>([]);
  const files = useReportFiles(center, mine);
  const add = ({ id }: ReportFile) => setMine((before) => [...before, id]);
  return (
    <section>
      <h2 className="mb-2 text-sm text-faint">{intl.formatMessage({ id: "files.title" })}</h2>
      <Asked query={files} lines={3}>
        {(list) => (
          <ul className="grid gap-3 text-sm">
            {list.length === 0 && <li className="text-faint">{intl.formatMessage({ id: "files.none" })}</li>}
            {[...Map.groupBy(list, ({ number }) => number)].map(([number, ofReport]) => (
              <li key={number} className="px-2">
                <h3 className="num font-medium">{number}</h3>
                <Unmade
                  files={ofReport.filter(({ state }) => state !== "ready")}
                  center={center}
                  onAsked={add}
                />
                <Made files={ofReport.filter(isMade).sort(byName)} center={center} timeZone={timeZone} />
                {ofReport.length < reportFileKinds.length && (
                  <p className="text-xs text-faint">{intl.formatMessage({ id: "files.rest" })}</p>
                )}
              </li>
            ))}
          </ul>
        )}
      </Asked>
    </section>
  );
}

const nameOf = ({ number, format, language }: ReportFile) => reportFileName(number, format, language);
/** Below the number of its report. */
const shortNameOf = (file: ReportFile) => nameOf(file).slice(file.number.length + 1);
const byName = (a: ReportFile, b: ReportFile) => (nameOf(a) < nameOf(b) ? -1 : 1);

interface UnmadeProps {
  files: readonly ReportFile[];
  center: string;
  onAsked: (file: ReportFile) => void;
}

/** Of what is under way the one that is worked on, and how many wait behind it; what failed. */
function Unmade({ files, center, onAsked }: UnmadeProps) {
  const intl = useIntl();
  const underWay = files.filter(({ state }) => state !== "failed");
  const first = underWay.find(({ state }) => state === "running") ?? underWay.at(-1);
  return (
    <>
      {first && (
        <div>
          <span className="num">{shortNameOf(first)}</span>
          {underWay.length > 1 && (
            <span className="text-xs text-faint">
              {` ${intl.formatMessage({ id: "files.more" }, { more: underWay.length - 1 })}`}
            </span>
          )}
          <FileProgress file={first} />
        </div>
      )}
      <Failed files={files.filter(({ state }) => state === "failed")} center={center} onAsked={onAsked} />
    </>
  );
}

/** One alert of a report, each failed file in it by itself. */
function Failed({ files, center, onAsked }: UnmadeProps) {
  const intl = useIntl();
  const ask = useAskForFile(center, onAsked);
  if (files.length === 0) return null;
  return (
    <div role="alert">
      {files.map((file) => (
        <div key={file.id}>
          <span className="num">{shortNameOf(file)}</span>
          <FileProgress file={file} />
          <button
            type="button"
            className="min-h-6 text-xs underline"
            disabled={ask.isPending}
            onClick={() => ask.mutate({ report: file.report, format: file.format, language: file.language })}
          >
            {intl.formatMessage({ id: "files.again" })}
          </button>
        </div>
      ))}
    </div>
  );
}

type MadeFile = ReportFile & { readonly bytes: number };
const isMade = (file: ReportFile): file is MadeFile => file.state === "ready" && file.bytes !== null;

function Made(props: { files: readonly MadeFile[]; center: string; timeZone: string }) {
  const { files, center, timeZone } = props;
  const intl = useIntl();
  const { language } = useWords();
  if (files.length === 0) return null;
  const whenMade = ({ endedAt }: MadeFile) =>
    endedAt === null ? "" : showMoment(Date.parse(endedAt), timeZone, language);
  return (
    <>
      <p className="flex flex-wrap gap-x-3">
        {files.map((file) => (
          <a
            key={file.id}
            className="num inline-block min-h-6 underline"
            href={fileAddress(center, file.id)}
            aria-label={nameOf(file)}
            title={[sizeText(file.bytes, language), whenMade(file)].join(" · ")}
            download
          >
            {shortNameOf(file)}
          </a>
        ))}
      </p>
      <p className="text-xs text-faint">
        {intl.formatMessage(
          { id: "files.kept" },
          {
            count: files.length,
            size: sizeText(
              files.reduce((sum, { bytes }) => sum + bytes, 0),
              language,
            ),
          },
        )}
      </p>
    </>
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
