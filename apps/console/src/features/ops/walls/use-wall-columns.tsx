import { Link } from "@tanstack/react-router";
import { useMemo } from "react";
import type { IntlShape } from "react-intl";
import { useIntl } from "react-intl";
import type { MessageId } from "../../../i18n/messages/en.ts";
import { useServerNowMs } from "../../../live/use-server-now.ts";
import type { Column } from "../../../ui/data-table.tsx";
import { showMoment } from "../../../ui/format/time.ts";
import { MarkedText, RowButton } from "../../../ui/marked-text.tsx";
import type { Mark } from "../../../ui/state-mark.tsx";
import type { Words } from "../../../ui/use-words.ts";
import { useWords } from "../../../ui/use-words.ts";
import { useOpsCenter } from "../ops-center.tsx";
import { useOpsViewer } from "../ops-viewer.tsx";
import { useDeskSearch } from "../use-desk-search.ts";
import type { WallRow, WallRowState } from "./wall-rows.ts";

const marks: Readonly<Record<WallRowState, Mark>> = {
  drawing: "normal",
  late: "info",
  frozen: "warning",
  waiting: "unknown",
  left: "unknown",
  unheard: "unknown",
  revoked: "unknown",
};
const dash = "\u2014";

/** Enough of a build to tell two apart. */
const buildSigns = 8;

export function useWallColumns(): readonly Column<WallRow>[] {
  const intl = useIntl();
  const words = useWords();
  const { timeZone } = useOpsCenter();
  const { build } = useOpsViewer();
  return useMemo(
    () => [
      ...nameColumns(intl, timeZone),
      ...drawnColumns(intl, words, build),
      {
        id: "deeds",
        isDeed: true,
        label: intl.formatMessage({ id: "screens.column.deeds" }),
        value: () => "",
        draw: (row) => row.state !== "revoked" && <Deeds row={row} />,
      },
    ],
    [intl, words, timeZone, build],
  );
}

function nameColumns(intl: IntlShape, timeZone: string): readonly Column<WallRow>[] {
  const label = (id: MessageId) => intl.formatMessage({ id });
  return [
    { id: "name", label: label("column.name"), value: ({ name }) => name },
    {
      id: "state",
      label: label("column.state"),
      value: ({ state }) => label(`screens.state.${state}`),
      draw: ({ state }) => <MarkedText mark={marks[state]}>{label(`screens.state.${state}`)}</MarkedText>,
    },
    {
      id: "created",
      label: label("screens.column.created"),
      value: ({ createdAt }) => createdAt,
      draw: ({ createdAt }) => showMoment(Date.parse(createdAt), timeZone, intl.locale),
      isFaint: true,
    },
  ];
}

/** What the screens say of themselves. */
function drawnColumns(intl: IntlShape, words: Words, build: string): readonly Column<WallRow>[] {
  const label = (id: MessageId) => intl.formatMessage({ id });
  const megabytes = (bytes: number) => intl.formatNumber(bytes / 1e6, { maximumFractionDigits: 1 });
  return [
    {
      id: "picture",
      label: label("screens.column.picture"),
      value: ({ pictureMs }) => pictureMs,
      told: ({ pictureMs }) => (pictureMs === null ? null : new Date(pictureMs).toISOString()),
      draw: ({ pictureMs }) => (pictureMs === null ? dash : <Age sinceMs={pictureMs} words={words} />),
      isNumber: true,
    },
    {
      id: "frames",
      label: label("screens.column.frames"),
      value: ({ framesPerSecond }) => framesPerSecond,
      draw: ({ framesPerSecond }) => (framesPerSecond === null ? dash : words.count(framesPerSecond)),
      isNumber: true,
    },
    {
      id: "heap",
      label: label("screens.column.heap"),
      value: ({ heapBytes }) => heapBytes,
      unit: "B",
      draw: ({ heapBytes }) => (heapBytes === null ? dash : `${megabytes(heapBytes)}\u202fMB`),
      isNumber: true,
    },
    {
      id: "build",
      label: label("screens.column.build"),
      value: (row) => row.build,
      draw: (row) =>
        row.build === null ? (
          dash
        ) : (
          <span className="num" title={row.build}>
            {row.build.slice(0, buildSigns)}
            {row.build !== build && ` \u00b7 ${label("screens.build.other")}`}
          </span>
        ),
      isFaint: true,
    },
  ];
}

function Age({ sinceMs, words }: { sinceMs: number; words: Words }) {
  return words.age(Math.max(0, useServerNowMs() - sinceMs));
}

function Deeds({ row }: { row: WallRow }) {
  const intl = useIntl();
  const { change } = useDeskSearch();
  return (
    <span className="flex items-baseline gap-3">
      <Link className="underline" to="/ops/walls/$wall" params={{ wall: row.wall }}>
        {intl.formatMessage({ id: "wall.settings.open" })}
      </Link>
      <RowButton onClick={() => change({ form: "revoke", open: row.wall })}>
        {intl.formatMessage({ id: "desk.wall.revoke" })}
      </RowButton>
    </span>
  );
}
