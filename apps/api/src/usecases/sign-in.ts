import type { SignedIn } from "@aidc/store";
import { AppError, badField } from "./app-error.ts";
import type { Visitor } from "./auth-port.ts";
import type { Caller } from "./caller.ts";
import { changeBy, systemActor } from "./caller.ts";
import type { Identity } from "./identity.ts";
import { nobody } from "./identity.ts";
import type { Services } from "./services.ts";

/** A link for the operator's own account, made on the first start. @throws AppError when that person is disabled */
export async function createSignInLink(services: Services, caller?: Caller): Promise<{ url: string }> {
  const by = caller ? changeBy(caller) : { actor: systemActor, requestId: null };
  const operator = await services.people.ensureOperator(by);
  if (operator === null)
    throw new AppError(
      "conflict",
      "The operator's own account is disabled; reset it, or sign in as yourself.",
    );
  return { url: linkUrl(services, await services.people.createLink(operator, "session")) };
}

function linkUrl(services: Pick<Services, "publicUrl">, token: string): string {
  return `${services.publicUrl}/sign-in?token=${token}`;
}

/** A link behind which a person sets a password, for whoever made it to hand over. */
export function passwordLinkUrl(services: Pick<Services, "publicUrl">, token: string): string {
  return `${linkUrl(services, token)}&set=password`;
}

/**
 * Exchanges a link, which works once, for a session; with a password, sets it first. A link of an invitation or a
 * reset is not used up by who comes without one.
 */
export async function signIn(
  services: Services,
  { token, password }: { token: string; password?: string | undefined },
  visitor: Visitor,
): Promise<{ identity: Identity; cookies: string[] }> {
  const link = await services.people.peekLink(token);
  if (link?.purpose === "password" && password === undefined)
    throw badField("password", "this link sets a password: send the new one with it");
  const hash = link && password !== undefined ? await services.auth.hashPassword(password) : null;
  const { requestId } = visitor;
  const redeemed = link && (await services.people.redeemLink({ token, passwordHash: hash, requestId }));
  if (!redeemed) throw await refused(services, visitor);
  const { personId } = redeemed;
  if (hash !== null) services.accessEnded((other) => other.role === "person" && other.person.id === personId);
  const started = await services.auth.startSession(personId, visitor);
  const signedIn = await services.people.findSession(started.token);
  if (!signedIn) throw await refused(services, visitor);
  const actor = { kind: "person" as const, id: personId, name: signedIn.person.name };
  await services.people.noteSignIn(personId, { actor, requestId });
  return { identity: personIdentity(signedIn), cookies: started.cookies };
}

async function refused(services: Services, { requestId }: Visitor): Promise<AppError> {
  const by = changeBy({ identity: nobody, requestId });
  await services.people.note({ action: "session.refuse", outcome: "refused", subject: "link" }, by);
  return new AppError(
    "unauthenticated",
    "This sign-in link was used before or has expired; ask for a new one.",
  );
}

export function personIdentity(signedIn: SignedIn): Identity {
  return { role: "person", ...signedIn };
}

/** Ends the session everywhere it is used. */
export async function signOut(services: Services, caller: Caller): Promise<void> {
  const { identity } = caller;
  if (identity.role !== "person") return;
  await services.people.endSession(identity.session.id, changeBy(caller));
  services.accessEnded((other) => other.role === "person" && other.session.id === identity.session.id);
}
