import type { ReactNode } from "react";
import { useContext } from "react";
import { csvPart, csvValue, ReadableContext } from "./read-table.ts";

/** One of several things that a cell tells: in a file a column of its own. */
export function CsvPart({ name, children }: { name: string; children: ReactNode }) {
  return <span {...csvPart(name)}>{children}</span>;
}

/** A number of a file whose place on the page is a drawing, or part of a text. @param name empty: what the head says */
export function CsvNumber({ name = "", value, unit }: { name?: string; value: number | null; unit: string }) {
  if (!useContext(ReadableContext)) return null;
  return <span hidden {...csvPart(name)} {...csvValue(value, unit)} />;
}

/** A number that is cut or worded for display; in a file as it is. */
export function Exact(props: { value: number | null; unit: string; children: ReactNode }) {
  const { value, unit, children } = props;
  return <span {...csvValue(value, unit)}>{children}</span>;
}

/** A share of the time or of the parts, cut for display; in a file as it is. */
export function Coverage({ of, show }: { of: number; show: (ratio: number) => string }) {
  return (
    <Exact value={of} unit="ratio">
      {show(of)}
    </Exact>
  );
}
