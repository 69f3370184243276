import type { WallScene, WallSettings } from "@aidc/contract";
import type { Script } from "@aidc/domain";
import { chooseLayout, typeSizeU } from "@aidc/domain";
import { useIntl } from "react-intl";
import { StateMark } from "../../../ui/state-mark.tsx";
import { useWords } from "../../../ui/use-words.ts";

/** What the display will carry, told before somebody hangs it up. Its shape is taken to be 16:9. */
export function FitsNote({ settings }: { settings: WallSettings }) {
  const intl = useIntl();
  const words = useWords();
  const { distanceM, diagonalIn, visitors, language } = settings;
  const room = { distanceM, diagonalIn, aspect: 16 / 9 };
  const script: Script = (language ?? intl.locale).startsWith("zh") ? "han" : "latin";
  const scenes: readonly WallScene[] = visitors ? ["visitor"] : settings.scenes;
  const size = words.quantity(typeSizeU(room, script) / 100, "ratio");
  return (
    <section aria-live="polite">
      <h3 className="mb-1 font-medium">{intl.formatMessage({ id: "wall.settings.fits" })}</h3>
      <p className="text-soft text-sm">{intl.formatMessage({ id: "wall.settings.fits.size" }, { size })}</p>
      <ul className="grid gap-1 pt-1">
        {scenes.map((scene) => {
          const choice = chooseLayout(scene, room, script);
          const fits =
            choice.density === null
              ? intl.formatMessage(
                  { id: "wall.settings.fits.refused" },
                  {
                    smallest: intl.formatNumber(Math.ceil(choice.smallestIn)),
                    farthest: intl.formatNumber(Math.floor(choice.farthestM * 10) / 10),
                  },
                )
              : intl.formatMessage({ id: `wall.settings.fits.${choice.density}` });
          return (
            <li key={scene} className="flex items-center gap-2">
              <StateMark mark={choice.density === null ? "critical" : "normal"} className="size-2.5" />
              {intl.formatMessage({ id: `wall.scene.${scene}` })}: {fits}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
