import type { WallSettings } from "@aidc/contract";
import { wallSettingsSchema } from "@aidc/contract";
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

interface NamedWall {
  readonly center: string;
  readonly wall: string;
}

/** A wall link and how its display is set, without its secret. @throws AppError not_found */
export async function readWallLink(services: Services, { center, wall }: NamedWall) {
  await services.directory.get(center);
  const found = await services.access.readWallToken(center, wall);
  if (!found) throw notFound(`Wall ${wall}`);
  const { id, name, revokedAtMs } = found;
  return { id, name, revokedAtMs, settings: settingsOf(found) };
}

/** The display is told, and asks for them. */
export async function setWall(
  services: Services,
  caller: Caller,
  { center, wall, settings }: NamedWall & { settings: WallSettings },
) {
  const before = await readWallLink(services, { center, wall });
  if (!(await services.access.setWallToken(center, wall, settings))) throw notFound(`Wall ${wall}`);
  services.wallSet(wall);
  await services.people.note(
    { action: "wall.set", subject: wall, center, before: before.settings, after: settings },
    changeBy(caller),
  );
  return { ...before, settings };
}

/** How the display that shows this link is set. A link that is gone in this moment has defaults for its last answer. */
export async function settingsOfWall(services: Services, { center, wall }: NamedWall): Promise<WallSettings> {
  const found = await services.access.readWallToken(center, wall);
  return settingsOf(found);
}

/** What an earlier version stored and this one cannot read is as good as never set. */
function settingsOf(link: { readonly settings: unknown } | null): WallSettings {
  const stored = wallSettingsSchema.safeParse(link?.settings ?? {});
  return stored.success ? stored.data : wallSettingsSchema.parse({});
}
