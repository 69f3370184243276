import type { LiveValue } from "@aidc/contract";
import { LiveFacts } from "../../../ui/origin/live-facts.tsx";
import { useMyTenant } from "../my-tenant.tsx";
import { usePicture } from "../use-picture.ts";

/** A number of the tenant's picture, by the clock of the center. */
export function MyLiveFacts({ value, meaning }: { value: LiveValue; meaning: string }) {
  const { timeZone } = useMyTenant().state.center;
  const { clockMs } = usePicture();
  return (
    <LiveFacts value={value} unit={value.unit} meaning={meaning} clockMs={clockMs} timeZone={timeZone} />
  );
}
