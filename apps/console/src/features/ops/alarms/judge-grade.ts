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
  /** null: there was nothing to measure. */
  readonly ours: number | null;
  readonly target: number | null;
  readonly verdict: "within" | "above" | "unknown";
}

type Grade = Readonly<Record<Exclude<Measure, "chattering" | "topTenShare">, number>> & {
  readonly chattering: readonly string[];
  readonly topTenShare: number | null;
  readonly targets: Readonly<Record<string, number>>;
};

/** Our figures beside those of the standard; a figure without a counterpart is not judged. */
export function judgeGrade(grade: Grade): readonly Judged[] {
  return measures.map((measure) => {
    const ours = measure === "chattering" ? grade.chattering.length : grade[measure];
    const target = grade.targets[measure] ?? null;
    const verdict = ours === null || target === null ? "unknown" : ours <= target ? "within" : "above";
    return { measure, ours, target, verdict };
  });
}

export const shares: ReadonlySet<Measure> = new Set(["floodShare", "topTenShare"]);
