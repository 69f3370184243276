import type { MapMetric } from "@aidc/contract";
import { mapMetrics } from "@aidc/contract";
import { getRouteApi } from "@tanstack/react-router";
import { useCallback } from "react";
import { useIntl } from "react-intl";
import { Choice } from "../../../ui/choice.tsx";
import type { SceneOfReplay } from "./read-replay-key.ts";
import { scenesOfReplay } from "./read-replay-key.ts";

const route = getRouteApi("/ops/replay");

/** Which scene is drawn, and of what its rack map is; both are in the address. */
export function useSceneChoice() {
  const { scene = "overview", metric = "power" } = route.useSearch();
  const navigate = route.useNavigate();
  const setScene = useCallback(
    (to: SceneOfReplay) => void navigate({ search: (before) => ({ ...before, scene: to }), replace: true }),
    [navigate],
  );
  const setMetric = useCallback(
    (to: MapMetric) => void navigate({ search: (before) => ({ ...before, metric: to }), replace: true }),
    [navigate],
  );
  return { scene, metric, setScene, setMetric };
}

export function SceneChoice({ scene, metric, setScene, setMetric }: ReturnType<typeof useSceneChoice>) {
  const intl = useIntl();
  return (
    <>
      <Choice
        label={intl.formatMessage({ id: "replay.scene" })}
        value={scene}
        options={scenesOfReplay.map((value) => ({
          value,
          text: intl.formatMessage({ id: `wall.scene.${value}` }),
        }))}
        onChange={setScene}
      />
      {scene === "racks" && (
        <Choice
          label={intl.formatMessage({ id: "wall.settings.metric" })}
          value={metric}
          options={mapMetrics.map((value) => ({
            value,
            text: intl.formatMessage({ id: `wall.settings.metric.${value}` }),
          }))}
          onChange={setMetric}
        />
      )}
    </>
  );
}
