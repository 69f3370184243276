import type { LookupAddress } from "node:dns";
import { lookup as lookUp } from "node:dns";
import type { LookupFunction } from "node:net";
import { BlockList, isIP } from "node:net";

/**
 * Where a notice may go. Targets are set by operators, so this server must not become their way to what only it can
 * reach: itself, the metadata service of a cloud, or a whole network at once. Private networks are allowed, because a
 * console on the premises tells systems on the premises; an installation that hosts for others forbids them.
 * Source: OWASP ASVS 1.3.6, API Top 10 2023 API7; RFC 6890 (special-purpose addresses).
 */
export interface AddressPolicy {
  /** Whether private networks may be reached. */
  readonly privateNetworks: boolean;
  /** Addresses and networks that are allowed whatever else is said, as `10.1.2.3` or `10.0.0.0/8`. */
  readonly allowed: readonly string[];
}

const neverNetworks = [
  ...["0.0.0.0/8", "127.0.0.0/8", "169.254.0.0/16", "192.0.0.0/24", "192.0.2.0/24", "198.18.0.0/15"],
  ...["198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4", "100.100.100.200/32"],
  ...["::/128", "::1/128", "64:ff9b::/96", "fe80::/10", "ff00::/8", "2001:db8::/32", "fd00:ec2::254/128"],
];
const privateNetworks = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "fc00::/7"];

export type RefuseAddress = (address: string) => string | null;

/** @returns a function that tells why an IP address is refused, or null */
export function addressRule({ privateNetworks: isPrivateAllowed, allowed }: AddressPolicy): RefuseAddress {
  const welcome = listOf(allowed);
  const never = listOf(neverNetworks);
  const inner = listOf(privateNetworks);
  return (address) => {
    const plainAddress = unmapped(address);
    const family = isIP(plainAddress) === 6 ? "ipv6" : "ipv4";
    if (welcome.check(plainAddress, family)) return null;
    if (never.check(plainAddress, family))
      return `leads to ${address}: this machine, its link or no single host. AIDC_NOTICES_ALLOW can allow it`;
    if (!isPrivateAllowed && inner.check(plainAddress, family))
      return `leads to the private address ${address}, which AIDC_NOTICES_PRIVATE forbids`;
    return null;
  };
}

/** An IPv4 address in IPv6 clothes is judged as what it is. */
function unmapped(address: string): string {
  const [, dotted] = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address) ?? [];
  if (dotted !== undefined) return dotted;
  const [, high, low] = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/i.exec(address) ?? [];
  if (high === undefined || low === undefined) return address;
  const [a, b] = [Number.parseInt(high, 16), Number.parseInt(low, 16)];
  return [a >> 8, a & 255, b >> 8, b & 255].join(".");
}

function listOf(networks: readonly string[]): BlockList {
  const list = new BlockList();
  for (const network of networks) {
    const [address = "", prefix] = network.split("/");
    const family = isIP(address) === 6 ? "ipv6" : "ipv4";
    list.addSubnet(address, prefix === undefined ? (family === "ipv6" ? 128 : 32) : Number(prefix), family);
  }
  return list;
}

export class RefusedAddress extends Error {
  override readonly name = "RefusedAddress";
}

/** Resolves a name and lets nobody connect where it must not: what was judged is what is connected to. */
export function guardedLookup(refuse: RefuseAddress): LookupFunction {
  return (hostname, options, callback) => {
    lookUp(hostname, { ...options, all: true }, (error, addresses: LookupAddress[]) => {
      if (error) return callback(error, "", 0);
      for (const { address } of addresses) {
        const refused = refuse(address);
        if (refused !== null) return callback(new RefusedAddress(`${hostname} ${refused}`), "", 0);
      }
      const [first] = addresses;
      if (first === undefined) return callback(new Error(`${hostname} has no address`), "", 0);
      if (options.all) callback(null, addresses);
      else callback(null, first.address, first.family);
    });
  };
}

/** What can be said of a URL before anything is looked up. @returns why it is refused, or null */
export function refuseUrl(url: string, refuse: RefuseAddress): string | null {
  const host = new URL(url).hostname.replace(/^\[(.*)\]$/, "$1");
  if (isIP(host) === 0) return /(^|\.)localhost\.?$/i.test(host) ? refuse("127.0.0.1") : null;
  return refuse(host);
}
