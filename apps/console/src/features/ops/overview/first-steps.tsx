import type { WallState } from "@aidc/contract";
import { Link } from "@tanstack/react-router";
import { useIntl } from "react-intl";
import { useRackBoard } from "../../../live/use-live-topic.ts";
import { MarkedNote } from "../../../ui/marked-note.tsx";
import { useOpsCenter } from "../ops-center.tsx";

/** What a center lacks before it has any number: a page of dashes alone tells nobody what to do. */
export function FirstSteps({ sources }: Pick<WallState, "sources">) {
  const intl = useIntl();
  const { id: center } = useOpsCenter();
  const board = useRackBoard(center).value;
  const hasNoRacks = board !== null && board.places.length === 0;
  const missing = [
    ...(hasNoRacks ? [{ id: "ops.first.racks", to: "/ops/racks" } as const] : []),
    ...(sources.length === 0 ? [{ id: "ops.first.sources", to: "/ops/sources" } as const] : []),
  ];
  if (missing.length === 0) return null;
  return (
    <MarkedNote mark="warning" title={intl.formatMessage({ id: "ops.first" })}>
      <ul className="grid gap-1">
        {missing.map(({ id, to }) => (
          <li key={id}>
            <Link to={to} search={{ center }} className="inline-block min-h-6 underline">
              {intl.formatMessage({ id })}
            </Link>
          </li>
        ))}
      </ul>
    </MarkedNote>
  );
}
