import { ReplayPage } from "../features/ops/replay/replay-page.tsx";
import { ReplayedPicture } from "../features/wall/replayed-picture.tsx";

/** The desk's replay draws with the wall's own scenes: two features meet here, for they do not know each other. */
export function ReplayOfWall() {
  return <ReplayPage picture={ReplayedPicture} />;
}
