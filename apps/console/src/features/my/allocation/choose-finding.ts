import type { TenantState } from "@aidc/contract";

type FindingId =
  | "my.finding.none"
  | "my.finding.other"
  | "my.finding.mixed"
  | "my.finding.old"
  | "my.finding.contract"
  | "my.finding.allocated"
  | "my.finding.busy"
  | "my.finding.idle";

interface Finding {
  readonly id: FindingId;
  /** The finding names none that is null. */
  readonly values: Readonly<
    Record<"contracted" | "assigned" | "allocated" | "active" | "idle", number | null>
  >;
}

/** Says only what is known: nothing about use where nobody counts it, nothing about now while the numbers are old. */
export function chooseFinding(
  state: Pick<TenantState, "contracted" | "otherLeases" | "assigned" | "allocated" | "active" | "idle">,
  isOld: boolean,
): Finding {
  const assigned = state.assigned.value;
  const [contracted, allocated, active, idle] = [
    state.contracted.value,
    state.allocated.value,
    state.active.value,
    state.idle.value,
  ];
  return { id: chooseId(), values: { contracted, assigned, allocated, active, idle } };

  function chooseId(): FindingId {
    if (contracted === null || contracted === 0)
      return state.otherLeases.length > 0 ? "my.finding.other" : "my.finding.none";
    if (state.otherLeases.length > 0) return "my.finding.mixed";
    if (isOld) return "my.finding.old";
    if (allocated === null) return "my.finding.contract";
    if (active === null) return "my.finding.allocated";
    return idle !== null && idle > 0 ? "my.finding.idle" : "my.finding.busy";
  }
}
