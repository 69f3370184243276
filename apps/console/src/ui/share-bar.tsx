const tones = { bar: "bg-bar", bright: "bg-bright", held: "bg-held", over: "bg-critical" } as const;

export interface SharePart {
  /** 0..1; null draws nothing. */
  readonly share: number | null;
  readonly tone: keyof typeof tones;
}

/** A thin bar; parts lie over each other, the widest first. Hatched when nothing is known. */
export function ShareBar({ parts, isUnknown = false }: { parts: readonly SharePart[]; isUnknown?: boolean }) {
  return (
    <div
      className={`drawn relative h-2.5 min-w-20 bg-track ${isUnknown ? "hatched" : ""}`}
      aria-hidden="true"
    >
      {parts.map(
        ({ share, tone }) =>
          share !== null && (
            <i
              key={tone}
              className={`absolute inset-y-0 left-0 ${tones[tone]}`}
              style={{ width: `${(share * 100).toFixed(2)}%` }}
            />
          ),
      )}
    </div>
  );
}
