import type { Center, NoticeTarget } from "@aidc/contract";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { ChevronDown } from "lucide-react";
import { useIntl } from "react-intl";
import { api } from "../../api/queries.ts";
import { useAlarmTopic } from "../../live/use-live-topic.ts";
import { splitName } from "../../ui/center-name.ts";
import { PageSettings } from "../../ui/page-settings.tsx";
import { StateMark } from "../../ui/state-mark.tsx";
import type { DeskLink } from "./desk-pages.ts";
import { pagesFor } from "./desk-pages.ts";
import { useOpsCenter } from "./ops-center.tsx";
import { useOpsViewer } from "./ops-viewer.tsx";
import { PaletteButton } from "./palette/palette-button.tsx";
import { usePalette } from "./palette/palette-switch.tsx";

const lookEveryMs = 60_000;

export function OpsNav({ centers }: { centers: readonly Center[] }) {
  const intl = useIntl();
  const groups = pagesFor(useOpsViewer());
  const { setPaletteOpen } = usePalette();
  return (
    <nav
      className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-rule bg-panel p-4 md:sticky md:top-0 md:h-screen md:flex-col md:flex-nowrap md:items-stretch md:overflow-y-auto md:border-r md:border-b-0"
      aria-label={intl.formatMessage({ id: "ops.nav" })}
    >
      <CenterChoice centers={centers} />
      <PaletteButton onOpen={() => setPaletteOpen(true)} />
      {groups.map(({ label, pages }) => (
        <div key={label} className="md:mb-2">
          <p className="hidden px-2 pb-0.5 text-xs text-faint md:block">
            {intl.formatMessage({ id: label })}
          </p>
          <ul className="flex flex-wrap gap-1 md:grid md:[@media(max-height:70rem)]:gap-0">
            {pages.map((page) => (
              <li key={page.to}>
                <PageLink page={page} />
              </li>
            ))}
          </ul>
        </div>
      ))}
      <div className="ml-auto md:mt-auto md:ml-0">
        <PageSettings />
      </div>
    </nav>
  );
}

function CenterChoice({ centers }: { centers: readonly Center[] }) {
  const intl = useIntl();
  const navigate = useNavigate({ from: "/ops" });
  const center = useOpsCenter();
  if (centers.length <= 1)
    return <strong className="px-2 font-semibold md:mb-3">{splitName(center, intl.locale)[0]}</strong>;
  const [name] = splitName(center, intl.locale);
  return (
    <label className="relative flex min-h-8 w-full max-w-full items-center md:shrink-0 gap-1 rounded border border-rule bg-panel px-1.5 py-1 font-semibold focus-within:outline-2 md:mb-3">
      {/* A select cuts what is longer than it; its name stands before it and takes the lines that it needs. */}
      <span className="min-w-0 flex-1 break-words" aria-hidden="true">
        {name}
      </span>
      <ChevronDown aria-hidden="true" className="size-3.5 shrink-0" />
      <select
        className="absolute inset-0 w-full cursor-pointer opacity-0"
        aria-label={intl.formatMessage({ id: "ops.center" })}
        value={center.id}
        onChange={({ target }) =>
          void navigate({ to: "/ops", search: (before) => ({ ...before, center: target.value }) })
        }
      >
        {centers.map((each) => (
          <option key={each.id} value={each.id}>
            {splitName(each, intl.locale)[0]}
          </option>
        ))}
      </select>
    </label>
  );
}

function PageLink({ page }: { page: DeskLink }) {
  const intl = useIntl();
  return (
    <Link
      to={page.to}
      activeOptions={{ exact: page.to === "/ops", includeSearch: false }}
      className="flex min-h-8 items-center justify-between gap-2 rounded px-2 py-1 text-soft hover:bg-raised"
      activeProps={{ className: "bg-raised font-semibold tracking-tight text-ink", "aria-current": "page" }}
    >
      {({ isActive }) => (
        <>
          <span ref={isActive ? bringIntoSight : undefined}>{intl.formatMessage({ id: page.label })}</span>
          {page.to === "/ops/requests" && <WaitingCount />}
          {page.to === "/ops/alarms" && <NewAlarms />}
          {page.to === "/ops/notices" && <Unreached />}
        </>
      )}
    </Link>
  );
}

/** On a low screen the list scrolls, and who came by a key or an address sees where that was. */
function bringIntoSight(label: HTMLElement | null): void {
  const list = label?.closest("nav");
  if (list && list.scrollHeight > list.clientHeight)
    label?.closest("a")?.scrollIntoView({ block: "nearest" });
}

/** How many requests wait for an answer, wherever at the desk somebody is. */
function WaitingCount() {
  const intl = useIntl();
  const center = useOpsCenter();
  const requests = useQuery(
    api.leasing.openRequests.queryOptions({ input: { center: center.id }, refetchInterval: lookEveryMs }),
  );
  const count = requests.data?.filter(({ state }) => state === "open").length ?? 0;
  if (count === 0) return null;
  return <Count count={count} said={intl.formatMessage({ id: "desk.waiting" }, { count })} />;
}

/** Alarms that somebody has to acknowledge, wherever at the desk somebody is; what goes with them is said. */
function NewAlarms() {
  const intl = useIntl();
  const { counts, carried = 0 } = useAlarmTopic(useOpsCenter().id).value ?? {};
  const waiting = Object.values(counts ?? {}).reduce((sum, { unacknowledged }) => sum + unacknowledged, 0);
  const count = waiting - carried;
  if (count <= 0) return null;
  return <Count count={count} said={intl.formatMessage({ id: "alarms.waiting" }, { count, carried })} />;
}

/** Places that notices do not reach: whoever trusts in being told has to hear of it here. */
function Unreached() {
  const intl = useIntl();
  const { id: center } = useOpsCenter();
  const list = useQuery(
    api.notices.list.queryOptions({ input: { center }, refetchInterval: lookEveryMs, retry: false }),
  );
  const isUnreached = ({ enabled, state }: NoticeTarget) =>
    enabled && (state === "failing" || state === "given_up");
  const count = list.data?.targets.filter(isUnreached).length ?? 0;
  if (count === 0) return null;
  return (
    <span className="flex items-center gap-1">
      <StateMark mark="warning" className="size-3" />
      <Count count={count} said={intl.formatMessage({ id: "notices.unreached" }, { count })} />
    </span>
  );
}

function Count({ count, said }: { count: number; said: string }) {
  return (
    <span className="num rounded border border-faint px-1.5 text-xs font-normal" title={said}>
      <span aria-hidden="true">{count}</span>
      <span className="sr-only">{said}</span>
    </span>
  );
}
