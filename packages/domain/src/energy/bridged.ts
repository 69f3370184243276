/**
 * Counter beats gauge: the register counts, and power is integrated only where the register is silent. Bridged
 * time is marked, so that the figure can say `derived`. Source: standards 1.1 "Counter beats gauge".
 */
import type { WindowMs } from "@aidc/contract";
import { gapsIn } from "../time/intervals.ts";
import type { JointInput } from "./coverage.ts";
import { coveredIntervals } from "./coverage.ts";
import type { Integral } from "./integral.ts";
import { addIntegrals } from "./integral.ts";
import { integrate } from "./roll-up.ts";

export interface BridgedIntegral extends Integral {
  /** Part of `coveredMs` that comes from power instead of the register. */
  readonly bridgedMs: number;
}

/** Both inputs must integrate to the same unit (energy and power both make mJ). min and max are the register's. */
export function integrateCounterThenGauge(
  counter: JointInput,
  gauge: JointInput | null,
  window: WindowMs,
): BridgedIntegral {
  const register = integrate(counter.samples, window, counter.rules);
  if (gauge === null) return { ...register, bridgedMs: 0 };
  const gaps = gapsIn(window, coveredIntervals(counter.samples, window, counter.rules, true));
  const bridge = addIntegrals(gaps.map((gap) => integrate(gauge.samples, gap, gauge.rules)));
  return {
    ...register,
    integral: register.integral + bridge.integral,
    coveredMs: register.coveredMs + bridge.coveredMs,
    samples: register.samples + bridge.samples,
    bridgedMs: bridge.coveredMs,
  };
}
