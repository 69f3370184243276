import type { BetterAuthPlugin } from "better-auth";
import { APIError, createAuthEndpoint } from "better-auth/api";
import { setSessionCookie } from "better-auth/cookies";
import { z } from "zod";

/** Lets the server start a session for a person who proved himself by a link of ours. No address leads here. */
export const sessionStarts = () =>
  ({
    id: "aidc-session-starts",
    endpoints: {
      startSession: createAuthEndpoint.serverOnly(
        { method: "POST", body: z.object({ personId: z.string() }) },
        async (ctx) => {
          const user = await ctx.context.internalAdapter.findUserById(ctx.body.personId);
          const session = user && (await ctx.context.internalAdapter.createSession(user.id));
          if (!user || !session)
            throw new APIError("UNAUTHORIZED", { message: "No session could be started." });
          await setSessionCookie(ctx, { session, user });
          return ctx.json({ token: session.token });
        },
      ),
    },
  }) satisfies BetterAuthPlugin;
