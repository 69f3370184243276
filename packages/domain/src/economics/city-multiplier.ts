/**
 * What a yuan put into computing is said to drive in the output of the AI industry: a published band with a published
 * premise, an application level of 80 %. At any other level there is no published factor, and none is made up by
 * scaling. Kept apart from everything measured. Source: standards 3.4 "City multiplier".
 */
export const cityMultiplier = {
  low: 2.9,
  high: 3.4,
  applicationLevel: 0.8,
  source:
    "Published claim: 1 yuan of compute investment drives 2.9 to 3.4 yuan of AI-industry output when the application level is 80 %",
} as const;

/** @param applicationLevel 0..1, told to the percent; null: not known */
export function cityMultiplierAt(
  applicationLevel: number | null,
): { readonly low: number; readonly high: number } | null {
  if (applicationLevel === null) return null;
  const isPremise = Math.round(applicationLevel * 100) === Math.round(cityMultiplier.applicationLevel * 100);
  return isPremise ? { low: cityMultiplier.low, high: cityMultiplier.high } : null;
}
