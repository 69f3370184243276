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
  await services.directory.removing(centerId);
  const reopen = await services.intake.shut(centerId);
  const { rowsLeft } = await services.inventory.removeCenter(centerId).finally(() => {
    services.intake.forget(centerId);
    services.directory.changed(centerId);
    reopen();
  });
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
