/** How a screen of a wall, or a wall without one, stands. */
export type WallRowState = "drawing" | "late" | "frozen" | "waiting" | "left" | "unheard" | "revoked";

/** A wall link as the API lists it. Times are ISO 8601. */
interface WallLinkFacts {
  readonly id: string;
  readonly name: string;
  readonly createdAt: string;
  readonly revokedAt: string | null;
  readonly standing: Exclude<WallRowState, "revoked">;
  readonly screens: readonly {
    readonly drawnAt: string;
    readonly build: string;
    readonly framesPerSecond: number;
    readonly heapBytes: number | null;
    readonly seqBehind: number | null;
    readonly state: "drawing" | "late" | "frozen" | "waiting";
  }[];
}

/** One screen; a link that no screen shows is a row of its own. `null` is not known. */
export interface WallRow {
  readonly key: string;
  readonly wall: string;
  readonly name: string;
  readonly createdAt: string;
  readonly state: WallRowState;
  /** When what the screen shows was new, epoch ms: its report, less what it was behind by then. */
  readonly pictureMs: number | null;
  readonly build: string | null;
  readonly framesPerSecond: number | null;
  readonly heapBytes: number | null;
}

const worstFirst: readonly WallRowState[] = [
  "frozen",
  "waiting",
  "late",
  "drawing",
  "unheard",
  "left",
  "revoked",
];

/** Frozen screens first, revoked links last, and by name within. */
export function listScreens(walls: readonly WallLinkFacts[]): WallRow[] {
  const rows = walls.flatMap(rowsOf);
  return rows.sort(
    (a, b) => worstFirst.indexOf(a.state) - worstFirst.indexOf(b.state) || a.name.localeCompare(b.name),
  );
}

function rowsOf({ id, name, createdAt, revokedAt, standing, screens }: WallLinkFacts): WallRow[] {
  const wall = { wall: id, name, createdAt };
  if (revokedAt !== null || screens.length === 0)
    return [{ ...wall, ...unknown, key: id, state: revokedAt === null ? standing : "revoked" }];
  return screens.map(({ drawnAt, build, framesPerSecond, heapBytes, seqBehind, state }, index) => {
    // One that has only just connected has drawn nothing that it could tell of.
    if (build === "") return { ...wall, ...unknown, key: `${id} ${index}`, state };
    const pictureMs = Date.parse(drawnAt) - (seqBehind ?? 0) * 1_000;
    return { ...wall, key: `${id} ${index}`, state, pictureMs, build, framesPerSecond, heapBytes };
  });
}

const unknown = { pictureMs: null, build: null, framesPerSecond: null, heapBytes: null } as const;
