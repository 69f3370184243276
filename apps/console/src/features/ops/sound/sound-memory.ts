import { recall, remember } from "../../../ui/browser-memory.ts";

const settingKey = "aidc.desk.sound";
const knownKey = "aidc.desk.heard";
const mostKnown = 2_000;

export function readSoundSetting(): boolean {
  return recall(settingKey) !== "off";
}

export function writeSoundSetting(isOn: boolean): void {
  remember(settingKey, isOn ? "on" : "off");
}

/** Occurrences that sounded in this browser, of one center; null: nobody has listened yet. */
export function readHeard(center: string): ReadonlySet<string> | null {
  const text = recall(`${knownKey}.${center}`);
  return text === null ? null : new Set(text.split("\n").filter((key) => key !== ""));
}

export function writeHeard(center: string, known: ReadonlySet<string>): void {
  remember(`${knownKey}.${center}`, [...known].slice(-mostKnown).join("\n"));
}
