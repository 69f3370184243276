import type { Identity } from "../usecases/identity.ts";
import type { Services } from "../usecases/services.ts";
import type { Job } from "./repeat.ts";

interface Sockets {
  identities(): Identity[];
  revoke(isRevoked: (identity: Identity) => boolean): void;
}

/**
 * Ends sockets whose session is over without this process having been told: ended by another one, or in the database.
 * One query a second for all of them; none while nobody is signed in.
 */
export function endDeadSessions(people: Pick<Services["people"], "liveSessions">, sockets: Sockets): Job {
  return {
    name: "session sweep",
    everyMs: 1_000,
    run: async () => {
      const open = new Set(
        sockets.identities().flatMap((one) => (one.role === "person" ? [one.session.id] : [])),
      );
      if (open.size === 0) return;
      // While the database is away nobody can be told apart: sockets stay, and are shown that nothing is new.
      const live = await people.liveSessions([...open]).catch(() => open);
      const dead = new Set([...open].filter((id) => !live.has(id)));
      if (dead.size === 0) return;
      sockets.revoke((one) => one.role === "person" && dead.has(one.session.id));
      return { ended: dead.size };
    },
  };
}
