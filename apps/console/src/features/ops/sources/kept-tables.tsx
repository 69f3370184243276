import type { sourcesSchema } from "@aidc/contract";
import { useIntl } from "react-intl";
import type { z } from "zod";
import { showMoment } from "../../../ui/format/time.ts";
import { Reading } from "../../../ui/reading.tsx";
import { Cell, HeadCell, Table } from "../../../ui/table.tsx";
import { useWords } from "../../../ui/use-words.ts";
import { useFaultWords } from "./use-fault-words.ts";

type Sources = z.infer<typeof sourcesSchema>;

export function QuarantineTable({ entries, timeZone }: { entries: Sources["quarantine"]; timeZone: string }) {
  const intl = useIntl();
  const words = useWords();
  const say = useFaultWords();
  if (entries.length === 0)
    return <p className="text-sm text-faint">{intl.formatMessage({ id: "sources.quarantine.none" })}</p>;
  return (
    <Table>
      <thead>
        <tr>
          <HeadCell>{intl.formatMessage({ id: "column.reason" })}</HeadCell>
          <HeadCell isNumber>{intl.formatMessage({ id: "column.count" })}</HeadCell>
          <HeadCell>{intl.formatMessage({ id: "column.example" })}</HeadCell>
          <HeadCell isNumber>{intl.formatMessage({ id: "column.last" })}</HeadCell>
        </tr>
      </thead>
      <tbody>
        {entries.map(({ reason, count, example, lastAt }) => (
          <tr key={`${reason} ${example}`}>
            <Cell>{say(reason)}</Cell>
            <Cell isNumber>
              <Reading value={count} unit="count" />
            </Cell>
            <Cell>
              <code className="break-all text-xs">{example}</code>
            </Cell>
            <Cell isNumber isFaint>
              {showMoment(Date.parse(lastAt), timeZone, words.language)}
            </Cell>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
