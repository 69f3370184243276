import { wallScenes } from "@aidc/contract";
import { useIntl } from "react-intl";
import type { MessageId } from "../../../i18n/messages/en.ts";
import { Button } from "../../../ui/button.tsx";
import { StateMark } from "../../../ui/state-mark.tsx";
import type { WallDraft } from "./wall-draft.ts";
import { moveScene, toggleScene } from "./wall-draft.ts";

/** Which scenes take turns, and in which order: those that do stand above. */
export function ScenesField(props: {
  draft: WallDraft;
  change: (part: Partial<WallDraft>) => void;
  fault: MessageId | undefined;
}) {
  const { draft, change, fault } = props;
  const { scenes } = draft;
  const intl = useIntl();
  const listed = [...scenes, ...wallScenes.filter((scene) => !scenes.includes(scene))];
  return (
    <fieldset className="grid gap-1">
      <legend className="mb-1 text-faint text-sm">
        {intl.formatMessage({ id: "wall.settings.scenes" })}
      </legend>
      {listed.map((scene) => {
        const [name, place] = [intl.formatMessage({ id: `wall.scene.${scene}` }), scenes.indexOf(scene)];
        const move = (by: -1 | 1) => change({ scenes: moveScene(scenes, scene, by) });
        return (
          <div key={scene} className="flex min-h-8 items-center gap-2">
            <label className="flex min-w-40 items-center gap-2">
              <input
                type="checkbox"
                checked={place >= 0}
                onChange={() => change({ scenes: toggleScene(scenes, scene) })}
              />
              {name}
            </label>
            {place >= 0 && scenes.length > 1 && (
              <>
                <Button
                  look="quiet"
                  disabled={place === 0}
                  aria-label={intl.formatMessage({ id: "wall.settings.up" }, { scene: name })}
                  onClick={() => move(-1)}
                >
                  {"\u2191"}
                </Button>
                <Button
                  look="quiet"
                  disabled={place === scenes.length - 1}
                  aria-label={intl.formatMessage({ id: "wall.settings.down" }, { scene: name })}
                  onClick={() => move(1)}
                >
                  {"\u2193"}
                </Button>
              </>
            )}
          </div>
        );
      })}
      {fault && (
        <p className="flex items-center gap-1.5 text-sm" role="alert">
          <StateMark mark="critical" className="size-2.5" />
          {intl.formatMessage({ id: fault })}
        </p>
      )}
    </fieldset>
  );
}
