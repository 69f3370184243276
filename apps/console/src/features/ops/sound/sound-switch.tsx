import { BellOff, Volume2, VolumeX } from "lucide-react";
import { useIntl } from "react-intl";
import { useAlarmSound } from "./use-alarm-sound.ts";

const icons = { off: VolumeX, blocked: VolumeX, ready: Volume2, sounding: BellOff } as const;

/** Whether the desk can be heard, always in sight; while it sounds, the same place silences it. */
export function SoundSwitch() {
  const intl = useIntl();
  const { state, turn, allow, silence } = useAlarmSound();
  const Icon = icons[state];
  const act = { off: () => turn(true), blocked: allow, ready: () => turn(false), sounding: silence }[state];
  return (
    <button
      type="button"
      className={`inline-flex min-h-8 items-center gap-1.5 rounded px-2 text-sm hover:bg-raised ${state === "ready" ? "text-faint" : "border border-rule"} ${state === "sounding" ? "bg-ink text-ground" : ""}`}
      title={intl.formatMessage({ id: `sound.${state}.what` })}
      onClick={act}
    >
      <Icon className="size-4" aria-hidden="true" />
      {intl.formatMessage({ id: `sound.${state}` })}
    </button>
  );
}
