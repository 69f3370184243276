import type { RackState } from "@aidc/contract";
import { useIntl } from "react-intl";
import { MarkedNote } from "../../../ui/marked-note.tsx";
import { Reading } from "../../../ui/reading.tsx";
import { Section } from "../../../ui/section.tsx";
import { Cell, HeadCell, Table } from "../../../ui/table.tsx";

/** The feeds of a rack, what each carries, and what it would carry alone. */
export function RackFeeds({ rack: { feeds, redundancy } }: { rack: RackState }) {
  const intl = useIntl();
  const text = (id: "path" | "name" | "now" | "alone" | "limit") =>
    intl.formatMessage({ id: `rack.feed.${id}` });
  return (
    <Section title={intl.formatMessage({ id: "rack.feeds" })}>
      {feeds.length === 0 ? (
        <p className="text-sm text-faint">{intl.formatMessage({ id: "rack.feeds.none" })}</p>
      ) : (
        <div className="grid gap-2">
          <Verdict redundancy={redundancy} />
          <Table>
            <thead>
              <tr>
                <HeadCell>{text("path")}</HeadCell>
                <HeadCell>{text("name")}</HeadCell>
                <HeadCell isNumber>{text("now")}</HeadCell>
                <HeadCell isNumber>{text("alone")}</HeadCell>
                <HeadCell isNumber>{text("limit")}</HeadCell>
              </tr>
            </thead>
            <tbody>
              {feeds.map(({ id, name, path, power, powerAloneW, limitW }) => (
                <tr key={id}>
                  <Cell>{path ?? "\u2014"}</Cell>
                  <Cell>{name}</Cell>
                  <Cell isNumber>
                    <Reading value={power.value} unit="W" reason={power.reason} />
                  </Cell>
                  <Cell isNumber>
                    <Reading value={path === null ? null : powerAloneW} unit="W" reason="no_data" />
                  </Cell>
                  <Cell isNumber>
                    <Reading value={limitW} unit="W" reason="not_stated" />
                  </Cell>
                </tr>
              ))}
            </tbody>
          </Table>
        </div>
      )}
    </Section>
  );
}

function Verdict({ redundancy }: Pick<RackState, "redundancy">) {
  const intl = useIntl();
  const title = intl.formatMessage({ id: `rack.redundancy.${redundancy}` });
  if (redundancy === "not_redundant")
    return (
      <MarkedNote mark="critical" title={title}>
        {null}
      </MarkedNote>
    );
  if (redundancy === "single")
    return (
      <MarkedNote mark="warning" title={title}>
        {null}
      </MarkedNote>
    );
  return <p className="text-sm">{title}</p>;
}
