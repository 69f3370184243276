import { useState } from "react";
import { readMoment, writeMoment } from "../center-moment.ts";
import { offsetText } from "./job-parts.ts";
import type { TypedJobs } from "./use-job-import.ts";

/** Longer files take the command line, which sends them in greater parts. */
export const longestJobFileBytes = 5_000_000;

interface Chosen {
  readonly content: string;
  readonly writtenAtMs: number;
}

/** A chosen file, when what stands in it was known, and how far its clocks are from UTC: as typed, and as meant. */
export function useJobFile(timeZone: string) {
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const [isTooLong, setTooLong] = useState(false);
  const [knownAt, setKnownAt] = useState("");
  const [utcOffset, setUtcOffset] = useState("");
  const choose = async (file: File | undefined) => {
    setTooLong(file !== undefined && file.size > longestJobFileBytes);
    if (file === undefined || file.size > longestJobFileBytes) return setChosen(null);
    setChosen({ content: await file.text(), writtenAtMs: file.lastModified });
    setKnownAt(writeMoment(file.lastModified, timeZone));
    setUtcOffset(offsetText(file.lastModified, timeZone));
  };
  const jobs = chosen && meant(chosen, knownAt, utcOffset.trim(), timeZone);
  return { jobs, choose, isTooLong, knownAt, setKnownAt, utcOffset, setUtcOffset };
}

/** The field shows minutes; a file that was written in the middle of one knew what began before. */
function meant(chosen: Chosen, knownAt: string, utcOffset: string, timeZone: string): TypedJobs {
  const { content, writtenAtMs } = chosen;
  const isAsWritten = knownAt === writeMoment(writtenAtMs, timeZone);
  const instant = isAsWritten ? new Date(writtenAtMs).toISOString() : readMoment(knownAt, timeZone);
  return { content, knownAt: instant ?? knownAt, utcOffset: utcOffset === "" ? undefined : utcOffset };
}
