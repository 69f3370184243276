import type { CenterDocument, MeterRole } from "@aidc/contract";

/** Kinds that a label names by their id in the center document. */
export type ListedKind = "rack" | "meter" | "feed" | "loop" | "tenant";

/** Finds what a label names. Host names are compared without case and port. */
export interface InventoryIndex {
  /** @returns the server's id, or null */
  server(host: string): string | null;
  accelerator(host: string, slot: string): string | null;
  acceleratorByUuid(uuid: string): string | null;
  has(kind: ListedKind, id: string): boolean;
  meterRole(id: string): MeterRole | null;
}

export function indexInventory(document: CenterDocument): InventoryIndex {
  const hosts = indexHosts(document.servers);
  const uuids = indexUuids(document.servers);
  const slots = new Map(document.servers.map((server) => [server.id, server.accelerators?.count]));
  const roles = new Map(document.meters.map((meter) => [meter.id, meter.role]));
  const ids = {
    rack: new Set(document.racks.map((rack) => rack.id)),
    meter: new Set(roles.keys()),
    feed: new Set(document.feeds.map((feed) => feed.id)),
    loop: new Set(document.loops.map((loop) => loop.id)),
    tenant: new Set(document.tenants.map((tenant) => tenant.id)),
  };

  const server = (host: string): string | null => {
    if (slots.has(host)) return host;
    const name = withoutPort(host).toLowerCase();
    return hosts.get(name) ?? hosts.get(shortName(name)) ?? null;
  };
  return {
    server,
    accelerator(host, slot) {
      const id = server(host);
      const count = id === null ? undefined : slots.get(id);
      if (count === undefined || !/^\d{1,3}$/.test(slot) || Number(slot) >= count) return null;
      return `${id}:${Number(slot)}`;
    },
    acceleratorByUuid: (uuid) => uuids.get(uuid.toLowerCase()) ?? null,
    has: (kind, id) => ids[kind].has(id),
    meterRole: (id) => roles.get(id) ?? null,
  };
}

/** Full names win over short ones; a short name that two servers share names neither. */
function indexHosts(servers: CenterDocument["servers"]): Map<string, string> {
  const short = new Map<string, string | null>();
  const full = new Map<string, string>();
  for (const { id, hostname } of servers) {
    for (const name of [id, hostname]) {
      if (name === undefined) continue;
      const key = name.toLowerCase();
      full.set(key, id);
      const first = shortName(key);
      short.set(first, short.has(first) && short.get(first) !== id ? null : id);
    }
  }
  for (const [name, id] of short) if (id !== null && !full.has(name)) full.set(name, id);
  return full;
}

function indexUuids(servers: CenterDocument["servers"]): Map<string, string> {
  const uuids = new Map<string, string>();
  for (const server of servers) {
    for (const [slot, uuid] of (server.accelerators?.uuids ?? []).entries()) {
      uuids.set(uuid.toLowerCase(), `${server.id}:${slot}`);
    }
  }
  return uuids;
}

/** `host:9100` and `[fe80::1]:9100`, but not the colons of a bare IPv6 address. */
function withoutPort(host: string): string {
  const bracketed = /^\[([^\]]+)\](?::\d+)?$/.exec(host);
  if (bracketed?.[1]) return bracketed[1];
  return /^[^:]+:\d{1,5}$/.test(host) ? host.slice(0, host.lastIndexOf(":")) : host;
}

/** The first label of a host name; an address has no short form. */
function shortName(host: string): string {
  return /^[\d.]+$/.test(host) || host.includes(":") ? host : (host.split(".")[0] ?? host);
}
