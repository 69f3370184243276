import type { AuditAction } from "@aidc/contract";
import type { AuthOptions } from "./open-auth.ts";
import { requestIdHeader } from "./visitor-headers.ts";

/** Where the library tells us what it does to people and sessions. */
export function hooksOf(options: AuthOptions) {
  const note = noteBy(options.people);
  return {
    logger: {
      level: "warn" as const,
      // The arguments may hold whatever was sent to us; the message never does.
      log: (level: string, message: string) =>
        options.log("sign-in library", { level, said: message.slice(0, 200) }),
    },
    databaseHooks: {
      session: sessionHooks(options, note),
      account: accountHooks(note),
      user: userHooks(note),
    },
  };
}

/** Into the audit log: what somebody did to the own account. */
type Note = (
  told: { action: AuditAction; after?: Record<string, string | boolean> },
  person: { id: string; name?: string },
  headers: Headers | undefined,
) => Promise<void>;

interface HookContext {
  readonly path?: string;
  readonly headers?: Headers | undefined;
  readonly context: { readonly session: { readonly user: { readonly name: string } } | null };
}

function noteBy(people: AuthOptions["people"]): Note {
  return (told, person, headers) =>
    people.note(
      { ...told, subject: person.id },
      {
        actor: { kind: "person", id: person.id, name: person.name ?? person.id },
        requestId: headers?.get(requestIdHeader) ?? null,
      },
    );
}

function sessionHooks({ people, onSessionEnded }: AuthOptions, note: Note) {
  return {
    create: { before: async ({ userId }: { userId: string }) => people.isEnabled(userId) },
    delete: {
      after: async (session: { id: string; userId: string }, context: HookContext | null) => {
        onSessionEnded(session.id);
        // Between password and second factor the library makes a session and takes it back.
        if (context?.path?.startsWith("/sign-in")) return;
        const name = context?.context.session?.user.name;
        const who = { id: session.userId, ...(name === undefined ? {} : { name }) };
        await note({ action: "session.end" }, who, context?.headers);
      },
    },
  };
}

function accountHooks(note: Note) {
  return {
    // Signing in needs no token of the provider afterwards: what is not kept cannot leak.
    create: {
      before: async (account: object) => ({
        data: { ...account, accessToken: null, refreshToken: null, idToken: null },
      }),
    },
    update: {
      after: async (account: { userId?: string; providerId?: string }, context: HookContext | null) => {
        if (context?.path !== "/change-password" || account.userId === undefined) return;
        const told = { action: "person.change" as const, after: { password: "changed" } };
        await note(told, { id: account.userId }, context.headers);
      },
    },
  };
}

function userHooks(note: Note) {
  return {
    update: {
      after: async (
        user: { id: string; name: string; twoFactorEnabled?: boolean | null },
        context: HookContext | null,
      ) => {
        if (!context?.path?.startsWith("/two-factor/")) return;
        const after = { secondFactor: user.twoFactorEnabled === true };
        await note({ action: "person.change", after }, user, context.headers);
      },
    },
  };
}
