import type { WallScene, WallSettings } from "@aidc/contract";
import { wallScenes } from "@aidc/contract";
import type { LayoutChoice } from "@aidc/domain";
import { chooseLayout, shapeOf, shareOfHeight } from "@aidc/domain";
import { useIntl } from "react-intl";
import { useWords } from "../../ui/use-words.ts";
import { typeStyle } from "./type-style.ts";
import { useAspect } from "./use-aspect.ts";

/** A sentence larger than this no longer fits a screen; who cannot read it stands too far for any wall. */
const largestSentenceU = 11;

/** Instead of a picture that nobody could read: why, and what to change. */
export function LayoutRefused(props: {
  scene: WallScene;
  settings: WallSettings;
  choice: Extract<LayoutChoice, { density: null }>;
}) {
  const { scene, settings, choice } = props;
  const intl = useIntl();
  const words = useWords();
  const script = intl.locale.startsWith("zh") ? "han" : "latin";
  const { distanceM, diagonalIn } = settings;
  const room = { distanceM, diagonalIn, aspect: useAspect() };
  const fitting = wallScenes.filter((other) => chooseLayout(other, room, script).density !== null);
  const tenth = { maximumFractionDigits: 1 } as const;
  const needed = words.quantity(shareOfHeight(choice.neededU, room.aspect), "ratio");
  const most = words.quantity(shareOfHeight(choice.mostTypeU, room.aspect), "ratio");
  const mend = {
    smallest: intl.formatNumber(Math.ceil(choice.smallestIn)),
    farthest: intl.formatNumber(Math.floor(choice.farthestM * 10) / 10, tenth),
    scenes: intl.formatList(fitting.map((other) => intl.formatMessage({ id: `wall.scene.${other}` }))),
  };
  return (
    <div
      className="wall-notice wall-refused"
      role="alert"
      data-shape={shapeOf(room.aspect)}
      style={typeStyle(Math.min(largestSentenceU, choice.neededU))}
    >
      <h1>
        {intl.formatMessage(
          { id: "wall.refused" },
          { scene: intl.formatMessage({ id: `wall.scene.${scene}` }) },
        )}
      </h1>
      <p>
        {intl.formatMessage(
          { id: distanceM === null || diagonalIn === null ? "wall.refused.plain" : "wall.refused.room" },
          {
            needed,
            most,
            distance: distanceM === null ? "" : intl.formatNumber(distanceM, tenth),
            diagonal: diagonalIn === null ? "" : intl.formatNumber(diagonalIn, tenth),
          },
        )}
      </p>
      <p>
        {intl.formatMessage(
          { id: fitting.length > 0 ? "wall.refused.mend" : "wall.refused.mend.screen" },
          mend,
        )}
      </p>
    </div>
  );
}
