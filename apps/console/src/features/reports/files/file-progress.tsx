import type { ReportFile } from "@aidc/contract";
import { reportFileSteps } from "@aidc/contract";
import { useIntl } from "react-intl";

/**
 * How far a file is: the step in words and as parts of a bar, what it waits for, or why it could not be made. Whoever
 * draws it says failures of a report aloud as one alert: eight fail together.
 */
export function FileProgress({ file }: { file: ReportFile }) {
  const intl = useIntl();
  const { state, step, before, error } = file;
  if (state === "ready") return null;
  const at = step === null ? 0 : reportFileSteps.indexOf(step) + 1;
  if (state === "failed")
    return (
      <p className="border-l-2 border-critical pl-2 text-xs">
        {intl.formatMessage({ id: "files.failed" }, { why: error })}
      </p>
    );
  return (
    <div className="text-xs text-soft" role="status">
      <progress
        className="block h-1.5 w-full"
        max={reportFileSteps.length}
        value={at}
        aria-label={intl.formatMessage({ id: "files.progress" })}
      />
      {step === null
        ? intl.formatMessage({ id: "files.waiting" }, { before })
        : intl.formatMessage(
            { id: "files.step" },
            { at, of: reportFileSteps.length, what: intl.formatMessage({ id: `files.step.${step}` }) },
          )}
      {error !== null && <p>{intl.formatMessage({ id: "files.again.soon" }, { why: error })}</p>}
    </div>
  );
}
