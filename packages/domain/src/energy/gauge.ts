/**
 * Integral of a gauge: trapezoid between consecutive samples, linear interpolation at both window edges. A
 * segment longer than the largest gap adds neither energy nor coverage. Source: standards 1.1.
 */
import type { WindowMs } from "@aidc/contract";
import type { Integral, Samples } from "./integral.ts";
import { firstNotBefore, IntegralSum, roundHalfAway } from "./integral.ts";

/**
 * @param integralScale result unit per (value x ms); 1 makes W into mJ
 * Walks typed arrays with plain numbers, because the compaction runs it over tens of millions of samples.
 */
export function integrateGauge(
  samples: Samples,
  window: WindowMs,
  maxGapMs: number,
  integralScale: number,
): Integral {
  const { timesMs, values } = samples;
  const { fromMs, toMs } = window;
  const first = firstNotBefore(timesMs, fromMs);
  const sum = new IntegralSum();
  for (let i = Math.max(first - 1, 0); i < timesMs.length; i++) {
    const t1 = timesMs[i] as number;
    if (t1 >= toMs) break;
    const v1 = values[i] as number;
    if (t1 >= fromMs && !Number.isNaN(v1)) {
      sum.inside++;
      sum.see(v1);
    }
    if (i + 1 === timesMs.length) break;
    const t2 = timesMs[i + 1] as number;
    const v2 = values[i + 1] as number;
    // What lies beside a stale marker is not known.
    if (t2 - t1 > maxGapMs || t2 <= fromMs || Number.isNaN(v1) || Number.isNaN(v2)) continue;
    const start = t1 < fromMs ? fromMs : t1;
    const end = t2 > toMs ? toMs : t2;
    if (end <= start) continue;
    const slope = (v2 - v1) / (t2 - t1);
    const startValue = start === t1 ? v1 : v1 + slope * (start - t1);
    const endValue = end === t2 ? v2 : v1 + slope * (end - t1);
    let area = roundHalfAway((v1 + endValue) * 0.5 * (end - t1) * integralScale);
    if (start !== t1) area -= roundHalfAway((v1 + startValue) * 0.5 * (start - t1) * integralScale);
    sum.see(startValue);
    sum.see(endValue);
    sum.add(area, end - start);
  }
  return sum.result();
}
