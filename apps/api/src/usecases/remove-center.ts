import { AppError } from "./app-error.ts";
import type { Caller } from "./caller.ts";
import { changeBy } from "./caller.ts";
import type { Services } from "./services.ts";

/** Deletes a demo or replayed center with everything it holds. A live center is somebody's record and stays. */
export async function removeCenter(services: Services, caller: Caller, centerId: string) {
  const { document } = await services.directory.get(centerId);
  if (document.center.origin === "live") {
    throw new AppError(
      "conflict",
      `Center ${centerId} holds live data; only demo and replayed centers can be removed.`,
    );
  }
  const rowsLeft = await removeRows(services, centerId);
  services.accessEnded(
    (identity) =>
      (identity.role === "wall" || identity.role === "tenant_key") && identity.centerId === centerId,
  );
  const { origin, name } = document.center;
  await services.people.note(
    { action: "center.remove", subject: `center/${centerId}`, center: centerId, before: { origin, name } },
    changeBy(caller),
  );
  if (rowsLeft !== 0) throw new AppError("internal", `${rowsLeft} rows of ${centerId} could not be removed.`);
  return { center: centerId, rowsLeft: 0 as const };
}

/** Whatever of it fails, the center is worked on and let in again: what is left of it is a center like others. */
async function removeRows(
  { directory, intake, inventory }: Pick<Services, "directory" | "intake" | "inventory">,
  centerId: string,
): Promise<number> {
  let reopen = () => {};
  try {
    await directory.removing(centerId);
    reopen = await intake.shut(centerId);
    const { rowsLeft } = await inventory.removeCenter(centerId);
    return rowsLeft;
  } finally {
    intake.forget(centerId);
    directory.changed(centerId);
    reopen();
  }
}
