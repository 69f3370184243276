import type { QueuedJob } from "@aidc/contract";
import { checkQueuedJob } from "@aidc/contract";
import type { JobRow } from "@aidc/domain";
import { readJobFile } from "@aidc/domain";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useIntl } from "react-intl";
import { api } from "../../../api/queries.ts";
import { useOpsCenter } from "../ops-center.tsx";
import { partsOf } from "./job-parts.ts";
import type { RowVerdict } from "./verdict-table.tsx";

export interface TypedJobs {
  readonly content: string;
  readonly knownAt: string;
  readonly utcOffset: string | undefined;
}

/** Rows of a file judged one by one, by the rules of the contract and by what is stored; then stored, whole. */
export function useJobImport() {
  const { id: center } = useOpsCenter();
  const queries = useQueryClient();
  const wordRow = useRowWords();
  const [stored, setStored] = useState(0);
  const judge = useMutation({
    mutationFn: async ({ content, knownAt, utcOffset }: TypedJobs) => {
      const rows = readJobFile(content, { utcOffset, check: (wanted) => checkQueuedJob(wanted, knownAt) });
      const parts = partsOf(jobsOf(rows), knownAt);
      const verdicts = new Map<string, RowVerdict["verdict"]>();
      for (const part of parts) {
        const told = await api.queue.judge.call({ center, ...part });
        for (const [at, { id }] of part.jobs.entries()) verdicts.set(id, told.verdicts[at] ?? "refused");
      }
      return { knownAt, parts, rows: rows.map((row) => wordRow(row, verdicts, knownAt)) };
    },
  });
  const store = useMutation({
    mutationFn: async () => {
      setStored(0);
      for (const part of judge.data?.parts ?? []) {
        const told = await api.queue.record.call({ center, ...part });
        setStored((before) => before + told.stored);
      }
    },
    // What was stored before something failed stays: judged again, it is known.
    onSettled: () => queries.invalidateQueries(),
  });
  const reset = () => {
    judge.reset();
    store.reset();
  };
  const count = (verdict: RowVerdict["verdict"]) =>
    judge.data?.rows.filter((row) => row.verdict === verdict).length ?? 0;
  return { judge, store, stored, count, reset };
}

function jobsOf(rows: readonly JobRow[]): QueuedJob[] {
  return rows.flatMap(({ job }) => job ?? []);
}

function useRowWords() {
  const intl = useIntl();
  return (row: JobRow, verdicts: ReadonlyMap<string, RowVerdict["verdict"]>, knownAt: string): RowVerdict => {
    const { line, job, issues } = row;
    if (job === null) return { line, verdict: "refused", issues, said: null };
    const verdict = verdicts.get(job.id) ?? "refused";
    const otherwise = intl.formatMessage({ id: "jobs.import.otherwise" }, { knownAt });
    const said = [job.id, job.account, job.eligible, job.start, job.end].map((part) => part ?? "\u2013");
    return {
      line,
      verdict,
      issues: verdict === "refused" ? [{ path: job.id, message: otherwise }] : [],
      said: said.join(", "),
    };
  };
}
