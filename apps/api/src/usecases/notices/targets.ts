import { randomBytes, randomUUID } from "node:crypto";
import type { NoticeAddress, NoticeSettings } from "@aidc/contract";
import type { SealedAddress } from "@aidc/store";
import { AppError, badField, notFound } from "../app-error.ts";
import type { Caller } from "../caller.ts";
import { changeBy } from "../caller.ts";
import type { Services } from "../services.ts";
import { sealPlace } from "./tell.ts";

interface OfCenter {
  readonly center: string;
}
interface OfTarget extends OfCenter {
  readonly target: string;
}
interface Wanted {
  readonly settings: NoticeSettings;
  readonly address?: NoticeAddress | undefined;
}

const mostTargets = 50;

export async function listTargets(services: Services, { center }: OfCenter) {
  await services.directory.get(center);
  return {
    targets: await services.notices.list(center),
    mail: services.noticeSender.mail,
    alertmanagerUrl: `${services.publicUrl}/api/v1/alertmanager`,
  };
}

export async function createTarget(
  services: Services,
  caller: Caller,
  { center, settings, address }: OfCenter & Wanted & { readonly address: NoticeAddress },
) {
  await services.directory.get(center);
  if ((await services.notices.list(center)).length >= mostTargets)
    throw new AppError("conflict", `A center has at most ${mostTargets} notice targets.`);
  const id = randomUUID();
  const { whole, madeSecret } = completed(services, address, null);
  const target = { settings, address: sealed(services, whole, sealPlace(center, id)) };
  await services.notices.create(center, id, target, changeBy(caller));
  return { target: await readTarget(services, { center, target: id }), madeSecret };
}

export async function setTarget(services: Services, caller: Caller, input: OfTarget & Wanted) {
  const { center, target: id, settings, address } = input;
  await services.directory.get(center);
  const before = await services.notices.readSealed(center, id);
  if (before === null) throw gone(id);
  const known = services.noticeSeal.open(before.sealed, sealPlace(center, id));
  const { whole, madeSecret } =
    address === undefined ? { whole: null, madeSecret: null } : completed(services, address, known);
  const next = { settings, address: whole && sealed(services, whole, sealPlace(center, id)) };
  if (!(await services.notices.change(center, id, next, changeBy(caller)))) throw gone(id);
  return { target: await readTarget(services, input), madeSecret };
}

export async function removeTarget(services: Services, caller: Caller, { center, target }: OfTarget) {
  await services.directory.get(center);
  if (!(await services.notices.remove(center, target, changeBy(caller)))) throw gone(target);
  return { id: target };
}

export async function listDeliveries(services: Services, { center, target }: OfTarget) {
  await services.directory.get(center);
  await readTarget(services, { center, target });
  return { attempts: await services.notices.attempts(center, target) };
}

async function readTarget(services: Services, { center, target }: OfTarget) {
  const found = await services.notices.read(center, target);
  if (found === null) throw gone(target);
  return found;
}

const gone = (id: string) => notFound(`Notice target ${id}`);

/**
 * A webhook is always signed: where no secret is given the one before stays, or one is made.
 * @throws AppError bad_request when nothing may be sent there
 */
function completed(services: Services, address: NoticeAddress, before: NoticeAddress | null) {
  const refused = services.noticeSender.refuse(address);
  if (refused !== null) throw badField(address.kind === "email" ? "address.kind" : "address.url", refused);
  if (address.kind !== "webhook" || address.secret !== undefined) return { whole: address, madeSecret: null };
  const kept = before?.kind === "webhook" ? before.secret : undefined;
  if (kept !== undefined) return { whole: { ...address, secret: kept }, madeSecret: null };
  const madeSecret = `whsec_${randomBytes(32).toString("base64")}`;
  return { whole: { ...address, secret: madeSecret }, madeSecret };
}

function sealed({ noticeSeal }: Services, address: NoticeAddress, place: string): SealedAddress {
  return {
    kind: address.kind,
    destination: destinationOf(address),
    isSigned: "secret" in address && address.secret !== undefined,
    sealed: noticeSeal.seal(address, place),
  };
}

/** The path of an address may hold a key: only where it leads is shown. */
function destinationOf(address: NoticeAddress): string {
  return address.kind === "email" ? address.to.join(", ") : new URL(address.url).origin;
}
