import { AppError } from "./app-error.ts";
import type { Identity } from "./identity.ts";
import type { Services } from "./services.ts";

export async function createSignInLink(services: Services): Promise<{ url: string }> {
  const { token } = await services.access.createSignInToken();
  return { url: `${services.publicUrl}/sign-in?token=${token}` };
}

/** Exchanges a link, which works once, for a session. @returns the session's token */
export async function signIn(services: Services, token: string): Promise<string> {
  const session = await services.access.redeemSignInToken(token);
  if (!session)
    throw new AppError(
      "unauthenticated",
      "This sign-in link was used before or has expired; ask for a new one.",
    );
  return session.token;
}

/** Ends the session everywhere it is used. */
export async function signOut(services: Services, identity: Identity): Promise<void> {
  if (identity.role !== "person") return;
  await services.access.endSession(identity.session.id);
  services.accessEnded((other) => other.role === "person" && other.session.id === identity.session.id);
}

export function describeViewer(services: Services, identity: Identity) {
  const role = identity.role === "admin" ? ("operator" as const) : identity.role;
  return { role, centerId: identity.role === "wall" ? identity.centerId : null, build: services.build };
}
