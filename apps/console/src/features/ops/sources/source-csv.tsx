import type { sourcesSchema } from "@aidc/contract";
import type { z } from "zod";
import { CsvButton } from "../../../ui/csv-button.tsx";
import { writeSeries } from "./write-series.ts";

type Sources = z.infer<typeof sourcesSchema>;
interface Of {
  center: string;
  sources: Sources;
}

const sourceColumns = [
  ...["id", "name", "freshness", "samples_per_second", "last_sample_utc", "created_utc", "revoked_utc"],
];

export function SourcesCsv({ center, sources }: Of) {
  const lines = () =>
    sources.sources.map((source) => [
      ...[source.id, source.name, source.freshness, source.samplesPerSecond],
      ...[source.lastSampleAt, source.createdAt, source.revokedAt],
    ]);
  return <CsvButton name={`sources-${center}`} header={sourceColumns} lines={lines} />;
}

export function UnmatchedCsv({ center, sources }: Of) {
  const lines = () =>
    sources.unmatched.map(({ id, labels, lastSampleAt }) => [id, writeSeries(labels), lastSampleAt]);
  return (
    <CsvButton name={`unmatched-${center}`} header={["series", "labels", "last_sample_utc"]} lines={lines} />
  );
}

export function QuarantineCsv({ center, sources }: Of) {
  const lines = () =>
    sources.quarantine.map(({ reason, count, example, lastAt }) => [reason, count, example, lastAt]);
  return (
    <CsvButton
      name={`quarantine-${center}`}
      header={["reason", "count", "example", "last_utc"]}
      lines={lines}
    />
  );
}
