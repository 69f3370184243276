/** Attempts to sign in with a password, right or wrong, before they are turned away. */
export const signInLimit = {
  /** Many people may sit behind one address. */
  ofAddress: { most: 30, windowMs: 60_000 },
  /** Wherever from. */
  ofAccount: { most: 10, windowMs: 60_000 },
} as const;
