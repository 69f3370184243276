const settingKey = "aidc.desk.sound";
const knownKey = "aidc.desk.heard";
const mostKnown = 2_000;

/** Of this browser; a storage that is shut is a browser that forgets. */
export function readSoundSetting(): boolean {
  return read(settingKey) !== "off";
}

export function writeSoundSetting(isOn: boolean): void {
  write(settingKey, isOn ? "on" : "off");
}

/** Occurrences that sounded in this browser, of one center; null: nobody has listened yet. */
export function readHeard(center: string): ReadonlySet<string> | null {
  const text = read(`${knownKey}.${center}`);
  return text === null ? null : new Set(text.split("\n").filter((key) => key !== ""));
}

export function writeHeard(center: string, known: ReadonlySet<string>): void {
  write(`${knownKey}.${center}`, [...known].slice(-mostKnown).join("\n"));
}

function read(key: string): string | null {
  try {
    return window.localStorage.getItem(key);
  } catch {
    return null;
  }
}

function write(key: string, text: string): void {
  try {
    window.localStorage.setItem(key, text);
  } catch {
    // Private windows may refuse; then the setting lasts as long as the page.
  }
}
