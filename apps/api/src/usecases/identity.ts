import type { Actor } from "@aidc/domain";

/** Who asks, as proven by a secret: the role that rules decide on, and which session or link it came with. */
export type Identity =
  | (Extract<Actor, { role: "none" }> & { readonly id: null })
  /** The local command line, by the secret in the data folder. */
  | (Extract<Actor, { role: "admin" }> & { readonly id: null })
  /** `id`: the session. */
  | (Extract<Actor, { role: "operator" }> & { readonly id: string })
  /** `id`: the wall link. */
  | (Extract<Actor, { role: "wall" }> & { readonly id: string });

export const nobody: Identity = { role: "none", id: null };
