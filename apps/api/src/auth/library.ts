import { hashPassword } from "better-auth/crypto";
import { betterAuth } from "better-auth/minimal";
import type { Hooks } from "./auth-options.ts";
import { authOptions } from "./auth-options.ts";
import type { AuthOptions } from "./open-auth.ts";

/**
 * The sign-in library, told what `authOptions` says. Reading its modules takes half a second of a core: whoever starts
 * the server need not wait for that, so this file is imported when it is first needed.
 * @throws Error when the environment widens what we have set
 */
export async function openLibrary(options: AuthOptions, hooks: Hooks) {
  const auth = betterAuth(authOptions(options, hooks));
  const { trustedOrigins } = await auth.$context;
  const { origin } = new URL(options.publicUrl);
  if (trustedOrigins.some((trusted) => trusted !== origin))
    throw new Error(
      "BETTER_AUTH_TRUSTED_ORIGINS is set; people sign in at the public address only. Unset it.",
    );
  return { handler: auth.handler, startSession: auth.api.startSession, hashPassword };
}
