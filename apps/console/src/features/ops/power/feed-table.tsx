import type { Distribution } from "@aidc/contract";
import { useIntl } from "react-intl";
import { CsvNumber, CsvPart } from "../../../ui/csv-part.tsx";
import { Reading } from "../../../ui/reading.tsx";
import { ShareBar } from "../../../ui/share-bar.tsx";
import { StateMark } from "../../../ui/state-mark.tsx";
import { Cell, HeadCell, Table } from "../../../ui/table.tsx";
import { depthsOf } from "./branch-depth.ts";
import { OpenBranch } from "./open-branch.tsx";

type Feed = Distribution["feeds"][number];

/** The tree of feeds with load, limit and headroom, and what each would carry alone. */
export function FeedTable({ feeds }: { feeds: readonly Feed[] }) {
  const intl = useIntl();
  const depths = depthsOf(feeds);
  return (
    <Table>
      <thead>
        <tr>
          <HeadCell>{intl.formatMessage({ id: "power.column.feed" })}</HeadCell>
          <HeadCell>{intl.formatMessage({ id: "power.column.path" })}</HeadCell>
          <HeadCell isNumber>{intl.formatMessage({ id: "power.column.racks" })}</HeadCell>
          <HeadCell isNumber>{intl.formatMessage({ id: "power.column.load" })}</HeadCell>
          <HeadCell isNumber>{intl.formatMessage({ id: "power.column.limit" })}</HeadCell>
          <HeadCell isNumber>{intl.formatMessage({ id: "power.column.headroom" })}</HeadCell>
          <HeadCell>{intl.formatMessage({ id: "power.column.loadshare" })}</HeadCell>
          <HeadCell>{intl.formatMessage({ id: "power.column.alone" })}</HeadCell>
        </tr>
      </thead>
      <tbody>
        {feeds.map((feed) => (
          <FeedRow key={feed.id} feed={feed} depth={depths.get(feed.id) ?? 0} />
        ))}
      </tbody>
    </Table>
  );
}

function FeedRow({ feed, depth }: { feed: Feed; depth: number }) {
  const { power, limitW, path } = feed;
  const headroomW = power.value === null || limitW === null ? null : limitW - power.value;
  const share = power.value === null || limitW === null ? null : power.value / limitW;
  const unknownReason = limitW === null ? "no_limit" : power.reason;
  return (
    <tr className="hover:bg-raised" data-feed={feed.id}>
      <Cell>
        <OpenBranch kind="feed" id={feed.id} name={feed.name} depth={depth} />
      </Cell>
      <Cell>{path ?? ""}</Cell>
      <Cell isNumber>
        <Reading value={feed.racks} unit="count" />
      </Cell>
      <Cell isNumber>
        <Reading value={power.value} unit="W" reason={power.reason} />
      </Cell>
      <Cell isNumber>
        <Reading value={limitW} unit="W" reason="no_limit" />
      </Cell>
      <Cell isNumber>
        <Reading value={headroomW} unit="W" reason={unknownReason} />
      </Cell>
      <Cell>
        <CsvNumber value={share} unit="ratio" />
        <ShareBar
          isUnknown={share === null}
          parts={[
            {
              share: share === null ? null : Math.min(1, share),
              tone: share !== null && share > 1 ? "over" : "bright",
            },
          ]}
        />
      </Cell>
      <Cell>
        <Alone feed={feed} />
      </Cell>
    </tr>
  );
}

/** What it would carry without the other path, and whether it may. */
function Alone({ feed }: { feed: Feed }) {
  const intl = useIntl();
  const { path, powerAloneW, limitW } = feed;
  const verdict = intl.formatMessage({ id: "power.alone.verdict" });
  if (path === null)
    return (
      <CsvPart name={verdict}>
        <span className="text-faint">{intl.formatMessage({ id: "power.alone.single" })}</span>
      </CsvPart>
    );
  if (powerAloneW === null || limitW === null)
    return <Reading value={null} unit="W" reason={limitW === null ? "no_limit" : "no_data"} />;
  const holds = powerAloneW <= limitW;
  return (
    <span className="inline-flex items-center gap-2 whitespace-nowrap">
      <StateMark mark={holds ? "normal" : "warning"} className="size-2.5 shrink-0" />
      <CsvPart name="">
        <Reading value={powerAloneW} unit="W" />
      </CsvPart>
      <span className="text-soft">
        <CsvPart name={verdict}>
          {intl.formatMessage({ id: holds ? "power.alone.holds" : "power.alone.over" })}
        </CsvPart>
      </span>
    </span>
  );
}
