import type { Severity } from "@aidc/contract";

interface Tone {
  readonly hertz: number;
  /** Beeps of this many seconds with as long a pause after each. */
  readonly beepS: number;
  readonly beeps: number;
}

/** The worse, the higher, faster and longer; four that differ in rhythm as well as in pitch. */
const tones: Readonly<Record<Severity, Tone>> = {
  critical: { hertz: 880, beepS: 0.15, beeps: 18 },
  major: { hertz: 660, beepS: 0.3, beeps: 6 },
  minor: { hertz: 520, beepS: 0.4, beeps: 2 },
  warning: { hertz: 440, beepS: 0.4, beeps: 1 },
};

const loudness = 0.15;
/** A beep that begins at once clicks in the loudspeaker. */
const rampS = 0.01;

/** Plays one tone. @returns stops it; `onEnd` is called when it has ended, whichever way */
export function playTone(context: AudioContext, severity: Severity, onEnd: () => void): () => void {
  const { hertz, beepS, beeps } = tones[severity];
  const oscillator = context.createOscillator();
  const gain = context.createGain();
  oscillator.frequency.value = hertz;
  gain.gain.value = 0;
  oscillator.connect(gain).connect(context.destination);
  const startS = context.currentTime + 0.02;
  for (let beep = 0; beep < beeps; beep++) {
    const atS = startS + beep * 2 * beepS;
    gain.gain.setValueAtTime(0, atS);
    gain.gain.linearRampToValueAtTime(loudness, atS + rampS);
    gain.gain.setValueAtTime(loudness, atS + beepS - rampS);
    gain.gain.linearRampToValueAtTime(0, atS + beepS);
  }
  oscillator.onended = () => {
    gain.disconnect();
    onEnd();
  };
  oscillator.start(startS);
  oscillator.stop(startS + beeps * 2 * beepS);
  return () => oscillator.stop();
}
