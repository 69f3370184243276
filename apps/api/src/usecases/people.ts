import type { StaffRole } from "@aidc/contract";
import type { Invited, NewPerson } from "@aidc/store";
import { notFound } from "./app-error.ts";
import type { Caller } from "./caller.ts";
import { changeBy } from "./caller.ts";
import { inTurn } from "./in-turn.ts";
import type { Services } from "./services.ts";
import { passwordLinkUrl } from "./sign-in.ts";

const noPerson = () => notFound("This person");

export async function createPerson(services: Services, caller: Caller, wanted: NewPerson) {
  return invitation(services, await services.people.create(wanted, changeBy(caller)));
}

/** Takes effect on open connections as well: what the new role may not watch is cut off now. */
export async function setStaffRole(
  services: Services,
  caller: Caller,
  { person, staffRole }: { person: string; staffRole: StaffRole | null },
) {
  const changed = await services.people.setStaffRole(person, staffRole, changeBy(caller));
  if (!changed) throw noPerson();
  await applyStanding(services, person);
  return changed;
}

export async function disablePerson(services: Services, caller: Caller, person: string) {
  const disabled = await services.people.disable(person, changeBy(caller));
  if (!disabled) throw noPerson();
  endConnectionsOf(services, person);
  return disabled;
}

export async function resetPerson(services: Services, caller: Caller, person: string) {
  const reset = await services.people.reset(person, changeBy(caller));
  if (!reset) throw noPerson();
  endConnectionsOf(services, person);
  return invitation(services, reset);
}

export async function endPersonSessions(services: Services, caller: Caller, person: string) {
  const ended = await services.people.endSessions(person, changeBy(caller));
  if (ended === null) throw noPerson();
  endConnectionsOf(services, person);
  return { ended };
}

/** One at a time, so that of two changes at once the one that was read later is the one that stays. */
const oneAfterTheOther = inTurn(1);

/**
 * What open connections may watch follows what the person may do now. The change has been made: where it cannot be
 * found out what is left, the connections end, and whoever still may comes back.
 */
export function applyStanding(
  services: Pick<Services, "accessChanged" | "accessEnded"> & {
    readonly people: Pick<Services["people"], "findStanding">;
  },
  personId: string,
): Promise<void> {
  return oneAfterTheOther(async () => {
    const standing = await services.people.findStanding(personId).catch(() => null);
    if (standing === null) return endConnectionsOf(services, personId);
    services.accessChanged((identity) =>
      identity.role === "person" && identity.person.id === personId ? { ...identity, ...standing } : identity,
    );
  });
}

function endConnectionsOf(services: Pick<Services, "accessEnded">, personId: string): void {
  services.accessEnded((identity) => identity.role === "person" && identity.person.id === personId);
}

function invitation(services: Services, { person, token }: Invited) {
  return { person, url: passwordLinkUrl(services, token) };
}
