/**
 * Rack power against its limit, and the two feeds of a 2N rack: each side must be able to carry the whole rack,
 * so that a side reads up to 50 % at full load and 40 % is the point to act. Source: standards 2.3.
 */

/** Policy: share of one side's limit at which a 2N rack asks for attention. */
export const feedAttentionShare = 0.4;
/** Continuous load of a breaker in North American practice; a setting of the rack, not a constant of nature. */
export const continuousBreakerShare = 0.8;

/** null without a limit or without a reading; above 1 is shown as it is. */
export function powerShare(powerW: number | null, limitW: number | null): number | null {
  return powerW === null || limitW === null || limitW <= 0 ? null : powerW / limitW;
}

export interface Feeds {
  readonly aShare: number | null;
  readonly bShare: number | null;
  /** Whether either side alone could carry the present load; null while a side is unknown. */
  readonly survivesLossOfOne: boolean | null;
  readonly needsAttention: boolean | null;
}

export function feedsOf(aPowerW: number | null, bPowerW: number | null, limitPerSideW: number | null): Feeds {
  const aShare = powerShare(aPowerW, limitPerSideW);
  const bShare = powerShare(bPowerW, limitPerSideW);
  if (aShare === null || bShare === null)
    return { aShare, bShare, survivesLossOfOne: null, needsAttention: null };
  const needsAttention = Math.max(aShare, bShare) >= feedAttentionShare;
  return { aShare, bShare, survivesLossOfOne: aShare + bShare <= 1, needsAttention };
}
