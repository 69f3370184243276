/**
 * A Prometheus alerting rule for one element, evaluation by evaluation: `for` counts from the first true evaluation
 * and is judged only at evaluations; any missing element in between starts over; `keep_firing_for` counts from the
 * first false evaluation and applies only to what was firing. Source: standards 4.4.
 */
export interface PrometheusAlert {
  readonly state: "inactive" | "pending" | "firing";
  /** Evaluation at which the element first was there. */
  readonly activeAtMs: number | null;
  /** First evaluation without it while firing. */
  readonly keepFiringSinceMs: number | null;
}

export const inactiveAlert: PrometheusAlert = {
  state: "inactive",
  activeAtMs: null,
  keepFiringSinceMs: null,
};

export function evaluatePrometheusAlert(
  before: PrometheusAlert,
  present: boolean,
  rule: { readonly forMs: number; readonly keepFiringForMs: number },
  nowMs: number,
): PrometheusAlert {
  if (present) {
    const activeAtMs = before.activeAtMs ?? nowMs;
    const firing = before.state === "firing" || nowMs - activeAtMs >= rule.forMs;
    return { state: firing ? "firing" : "pending", activeAtMs, keepFiringSinceMs: null };
  }
  if (before.state !== "firing") return inactiveAlert;
  const sinceMs = before.keepFiringSinceMs ?? nowMs;
  return nowMs - sinceMs < rule.keepFiringForMs ? { ...before, keepFiringSinceMs: sinceMs } : inactiveAlert;
}
