import type { Viewer } from "@aidc/contract";
import type { MessageId } from "../../i18n/messages/en.ts";
import { isPlatformAdmin } from "./ops-viewer.tsx";
import type { DeskPage } from "./read-key.ts";

export interface DeskLink {
  readonly to: DeskPage;
  readonly label: MessageId;
  /** Line of the sheet of keys. */
  readonly keys: MessageId;
}
export interface DeskGroup {
  readonly label: MessageId;
  readonly pages: readonly DeskLink[];
  readonly isForAdmins?: boolean;
}

const groups: readonly DeskGroup[] = [
  {
    label: "desk.group.live",
    pages: [
      { to: "/ops", label: "ops.overview", keys: "ops.keys.overview" },
      { to: "/ops/alarms", label: "alarms.page", keys: "alarms.keys.page" },
      { to: "/ops/racks", label: "ops.racks", keys: "ops.keys.racks" },
      { to: "/ops/power", label: "power.page", keys: "power.keys.page" },
      { to: "/ops/sources", label: "ops.sources", keys: "ops.keys.sources" },
      { to: "/ops/notices", label: "notices.page", keys: "notices.keys" },
      { to: "/ops/walls", label: "screens.page", keys: "screens.keys" },
      { to: "/ops/shift", label: "shift.page", keys: "shift.keys" },
      { to: "/ops/replay", label: "replay", keys: "replay.keys" },
      { to: "/ops/incidents", label: "desk.page.service", keys: "desk.keys.service" },
      { to: "/ops/corrections", label: "corrections.page", keys: "corrections.keys" },
    ],
  },
  {
    label: "desk.group.tenancy",
    pages: [
      { to: "/ops/tenants", label: "desk.page.tenants", keys: "desk.keys.tenants" },
      { to: "/ops/leases", label: "desk.page.leases", keys: "desk.keys.leases" },
      { to: "/ops/requests", label: "desk.page.requests", keys: "desk.keys.requests" },
    ],
  },
  {
    label: "desk.group.money",
    pages: [
      { to: "/ops/prices", label: "desk.page.prices", keys: "desk.keys.prices" },
      { to: "/ops/tariffs", label: "tariffs.page", keys: "tariffs.keys" },
      { to: "/ops/scenarios", label: "scenarios.page", keys: "scenarios.keys" },
      { to: "/ops/statements", label: "desk.page.ledger", keys: "desk.keys.ledger" },
    ],
  },
  {
    label: "desk.group.installation",
    isForAdmins: true,
    pages: [
      { to: "/ops/people", label: "desk.page.people", keys: "desk.keys.people" },
      { to: "/ops/audit", label: "desk.page.audit", keys: "desk.keys.audit" },
    ],
  },
];

/** @returns the name of the page that an address belongs to, also of one below it; null below no page of the desk */
export function labelOfPage(pathname: string): MessageId | null {
  const pages = groups.flatMap(({ pages: own }) => own);
  const under = pages.filter(({ to }) => pathname === to || (to !== "/ops" && pathname.startsWith(`${to}/`)));
  return under[0]?.label ?? null;
}

/** The pages that open for this person; nobody is shown a door that stays closed. */
export function pagesFor(viewer: Viewer): readonly DeskGroup[] {
  return groups.filter(({ isForAdmins }) => !isForAdmins || isPlatformAdmin(viewer));
}
