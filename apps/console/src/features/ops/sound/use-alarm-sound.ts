import type { Severity } from "@aidc/contract";
import { useCallback, useEffect, useRef, useState } from "react";
import { useAlarmTopic } from "../../../live/use-live-topic.ts";
import { useOpsCenter } from "../ops-center.tsx";
import { chooseSound } from "./choose-sound.ts";
import { readHeard, readSoundSetting, writeHeard, writeSoundSetting } from "./sound-memory.ts";
import { playTone } from "./tones.ts";

/** off: switched off here. blocked: the browser wants a click before it lets a page sound. */
type SoundState = "off" | "blocked" | "ready" | "sounding";

/** Sounds once per new alarm. Silence ends the tone and nothing else: the alarm stays unacknowledged. */
export function useAlarmSound() {
  const [isOn, setOn] = useState(readSoundSetting);
  const { context, isAllowed, allow } = useAudio(isOn);
  const [sounding, setSounding] = useState<Severity | null>(null);
  const stop = useRef<(() => void) | null>(null);
  const silence = useCallback(() => {
    stop.current?.();
    stop.current = null;
    setSounding(null);
  }, []);
  const sound = useCallback(
    (severity: Severity) => {
      if (context?.state !== "running") return;
      stop.current?.();
      const end = playTone(context, severity, () => {
        if (stop.current !== end) return;
        stop.current = null;
        setSounding(null);
      });
      stop.current = end;
      setSounding(severity);
    },
    [context],
  );
  useNewAlarms(isOn ? sound : null);
  useEffect(() => silence, [silence]);
  const turn = (on: boolean) => {
    writeSoundSetting(on);
    setOn(on);
    if (on) allow();
    else silence();
  };
  const state: SoundState = !isOn ? "off" : sounding ? "sounding" : isAllowed ? "ready" : "blocked";
  return { state, turn, allow, silence };
}

/** Every picture of the board is looked at, also with the sound off: what passed then does not sound later. */
function useNewAlarms(sound: ((severity: Severity) => void) | null): void {
  const { id: center } = useOpsCenter();
  const board = useAlarmTopic(center).value;
  const latest = useRef(sound);
  latest.current = sound;
  useEffect(() => {
    if (!board) return;
    const before = readHeard(center);
    const { known, sound: heard } = chooseSound(board, before);
    if (before === null || known.size !== before.size || [...known].some((key) => !before.has(key)))
      writeHeard(center, known);
    if (heard) latest.current?.(heard.severity);
  }, [board, center]);
}

/** One context for the page; a browser starts it only after somebody did something on the page. */
function useAudio(isOn: boolean) {
  const [context, setContext] = useState<AudioContext | null>(null);
  const [isAllowed, setAllowed] = useState(false);
  useEffect(() => {
    if (!isOn || typeof AudioContext === "undefined") return undefined;
    const opened = new AudioContext();
    const follow = () => setAllowed(opened.state === "running");
    opened.addEventListener("statechange", follow);
    follow();
    setContext(opened);
    return () => {
      opened.removeEventListener("statechange", follow);
      setAllowed(false);
      setContext(null);
      void opened.close();
    };
  }, [isOn]);
  const allow = useCallback(() => void context?.resume(), [context]);
  useEffect(() => {
    if (!context || isAllowed) return undefined;
    const wake = () => void context.resume();
    window.addEventListener("pointerdown", wake);
    window.addEventListener("keydown", wake);
    return () => {
      window.removeEventListener("pointerdown", wake);
      window.removeEventListener("keydown", wake);
    };
  }, [context, isAllowed]);
  return { context, isAllowed, allow };
}
