export interface StorageWatch {
  state(): "ok" | "away";
  probe(): Promise<void>;
}

/** Knows whether the database answers; two failed questions in a row say that it is away, one answer that it is back. */
export function watchStorage(
  ask: () => Promise<boolean>,
  onChange: (state: "ok" | "away") => void,
): StorageWatch {
  let state: "ok" | "away" = "ok";
  let failed = 0;
  return {
    state: () => state,
    async probe() {
      failed = (await ask()) ? 0 : failed + 1;
      const next = failed >= 2 ? "away" : failed === 0 ? "ok" : state;
      if (next === state) return;
      state = next;
      onChange(next);
    },
  };
}
