import type { Actor } from "@aidc/domain";

type Of<R extends Actor["role"]> = Extract<Actor, { role: R }>;

/** Somebody with an account, as a session of theirs has shown. */
type PersonIdentity = Of<"person"> & {
  readonly person: { readonly id: string; readonly name: string; readonly email: string };
  readonly session: { readonly id: string; readonly expiresAtMs: number };
};

/** Who asks, as proven by a secret: what rules decide on, and which person, session, link or key it came with. */
export type Identity =
  | Of<"none">
  /** The local command line, by the secret in the data folder. */
  | Of<"admin">
  | PersonIdentity
  /** `id`: the key. */
  | (Of<"tenant_key"> & { readonly id: string; readonly name: string; readonly expiresAtMs: number | null })
  /** `id`: the wall link. */
  | (Of<"wall"> & { readonly id: string });

export const nobody: Identity = { role: "none" };
