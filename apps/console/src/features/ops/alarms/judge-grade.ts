const measures = [
  "perTenMinutes",
  "worstTenMinutes",
  "floodShare",
  "stale",
  "chattering",
  "topTenShare",
] as const;
type Measure = (typeof measures)[number];

export interface Judged {
  readonly measure: Measure;
  /** null: there was nothing to measure, or it would say nothing. */
  readonly ours: number | null;
  /** few: up to ten different alarms are always all of the ten loudest. */
  readonly reason: "few" | "unwatched" | null;
  readonly target: number | null;
  readonly verdict: "within" | "above" | "unknown";
}

type Grade = Readonly<Record<Exclude<Measure, "chattering" | "topTenShare">, number>> & {
  readonly chattering: readonly string[];
  readonly topTenShare: number | null;
  readonly coverage: number;
  readonly targets: Readonly<Record<string, number>>;
};

/** Our figures beside those of the standard; a figure without a counterpart is not judged. */
export function judgeGrade(grade: Grade): readonly Judged[] {
  return measures.map((measure) => {
    const told = measure === "chattering" ? grade.chattering.length : grade[measure];
    const isFew = measure === "topTenShare" && told === 1;
    const reason = grade.coverage === 0 ? "unwatched" : isFew ? "few" : null;
    const ours = reason === null ? told : null;
    const target = grade.targets[measure] ?? null;
    const verdict = ours === null || target === null ? "unknown" : ours <= target ? "within" : "above";
    return { measure, ours, reason, target, verdict };
  });
}

export const shares: ReadonlySet<Measure> = new Set(["floodShare", "topTenShare"]);
