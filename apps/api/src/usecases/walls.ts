import { notFound } from "./app-error.ts";
import type { Caller } from "./caller.ts";
import { changeBy } from "./caller.ts";
import type { Services } from "./services.ts";

/** A display-only link to the wall of one center. */
export async function createWall(
  services: Services,
  caller: Caller,
  { center, name }: { center: string; name: string },
) {
  await services.directory.get(center);
  const { id, token } = await services.access.createWallToken(center, name);
  await services.people.note(
    { action: "wall.create", subject: id, center, after: { name } },
    changeBy(caller),
  );
  return { id, url: `${services.publicUrl}/wall/${token}` };
}

/** The link stops working, and screens that show it are cut off now. */
export async function revokeWall(
  services: Services,
  caller: Caller,
  { center, wall }: { center: string; wall: string },
) {
  await services.directory.get(center);
  if (!(await services.access.revokeWallToken(center, wall))) throw notFound(`Wall ${wall}`);
  services.accessEnded((identity) => identity.role === "wall" && identity.id === wall);
  await services.people.note({ action: "wall.revoke", subject: wall, center }, changeBy(caller));
  return { id: wall };
}
