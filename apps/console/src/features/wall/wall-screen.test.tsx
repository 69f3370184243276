import type { WallSettings, WallState } from "@aidc/contract";
import { defaultWallSettings, severities } from "@aidc/contract";
import { act, cleanup, configure, render, screen, waitFor } from "@testing-library/react";
import { afterEach, describe, expect, it, vi } from "vitest";
import { LanguageProvider } from "../../i18n/language-provider.tsx";
import type { Language } from "../../i18n/languages.ts";
import { connectTo } from "../../live/fake-connection.fixture.ts";
import { LiveProvider } from "../../live/live-provider.tsx";
import { buildAlarm } from "./alarm-view.fixture.ts";
import { WallScreen } from "./wall-screen.tsx";
import { buildWall, liveValue } from "./wall-state.fixture.ts";

configure({ asyncUtilTimeout: 30_000 });
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

async function showWall(
  changes: Partial<WallState> = {},
  language: Language = "en",
  settings: Partial<WallSettings> = {},
  alarms?: unknown,
  shown: "zone" | "alert" = "zone",
) {
  const wire = connectTo({
    "center:c1:wall": buildWall(changes),
    "center:c1:racks": { racks: [], frame: "AwA=" },
    ...(alarms === undefined ? {} : { "center:c1:alarms": alarms }),
  });
  const view = render(
    <LanguageProvider language={language}>
      <LiveProvider connection={wire.connection}>
        <WallScreen
          centerId="c1"
          settings={{ ...defaultWallSettings, ...settings }}
          ladderUnit={undefined}
          isPinned={false}
        />
      </LiveProvider>
    </LanguageProvider>,
  );
  await (shown === "zone" ? screen.findByText("UTC+8") : screen.findByRole("alert"));
  return { ...wire, view, words: () => view.container.textContent ?? "" };
}
const oldBlocks = (container: Element) => container.querySelectorAll('[data-old="true"]').length;

describe("a wall on which all is well", () => {
  it("shows the numbers, the state and the zone", async () => {
    const { view, words } = await showWall();
    expect(words()).toContain("North Center");
    expect(words()).toContain("1.238");
    expect(words()).toContain("6.34");
    expect(words()).toContain("live");
    expect(words()).toContain("UTC+8");
    expect(oldBlocks(view.container)).toBe(0);
    expect(screen.queryByRole("alert")).toBeNull();
  });

  it.each([
    ["capacity", "intelligent", ["PFLOPS, dense FP16"]],
    ["overview", "general", ["PFLOPS, dense FP32"]],
    ["visitor", "super", ["Super computing", "dense FP64"]],
  ] as const)(
    "%s of %s computing says at which precision its PFLOPS are",
    async (scene, computeClass, said) => {
      const center = { ...buildWall().center, computeClass };
      const { words } = await showWall({ center }, "en", { scenes: [scene] });
      for (const text of said) expect(words()).toContain(text);
    },
  );

  it("speaks Chinese, the center's name included", async () => {
    const { words } = await showWall({}, "zh");
    expect(words()).toContain("北方中心");
    expect(words()).toContain("今日 PUE");
    expect(words()).not.toContain("PUE today");
  });

  it("says when its data is simulated", async () => {
    const { words } = await showWall({ center: { ...buildWall().center, origin: "demo" } });
    expect(words()).toContain("Demo data");
  });
});

describe("unknown is a dash with its reason", () => {
  it("no facility meter: no PUE, no zero, and the reason in words", async () => {
    const { words } = await showWall({
      pueToday: liveValue(null, "ratio"),
      pueLive: liveValue(null, "ratio"),
      pueYear: liveValue(null, "ratio"),
      facilityPower: liveValue(null, "W"),
      coolingPower: liveValue(null, "W"),
    });
    expect(screen.getByLabelText("unknown: no meter").textContent).toBe("\u2014");
    expect(words()).toContain("no meter");
    expect(words()).not.toContain("0.000");
    expect(words()).toContain("5.12");
  });

  it("without published peaks the ladder counts cards", async () => {
    const ladder = buildWall().ladder.map((rung) => ({
      ...rung,
      pflops: liveValue(null, "PFLOPS", { reason: "no_peak_known" }),
    }));
    const { words } = await showWall({ ladder });
    expect(words()).toContain("Accelerators");
    expect(words()).toContain("1,600");
  });

  it("a tenant without counters has no percentage", async () => {
    const { words } = await showWall({
      tenants: [{ id: "t1", name: "Science", leased: 100, allocated: null, active: null }],
    });
    expect(words()).toMatch(/Science\u2014/);
  });
});

describe("what is known in part says so", () => {
  const half = { coverage: 0.5 };
  const marks = (container: Element) =>
    [...container.querySelectorAll(".wall-known, .wall-why")].map(({ textContent }) => textContent?.trim());

  it("half of the racks silent: sums, shares and steps of the ladder have hatching and words, and no loss is told", async () => {
    const { view, words } = await showWall({
      rackPower: liveValue(50_000, "W", half),
      rackOccupancy: liveValue(1, "ratio", half),
      ladder: buildWall().ladder.map((rung) =>
        rung.step === "active"
          ? { ...rung, cards: liveValue(50, "count", half), pflops: liveValue(50, "PFLOPS", half) }
          : rung,
      ),
    });
    expect(marks(view.container)).toEqual(["50\u202f% known", "50\u202f% known", "50\u202f% known"]);
    expect(view.container.querySelectorAll('i[data-part="known"]')).toHaveLength(2);
    expect(view.container.querySelectorAll(".wall-rung > i[data-loss][data-unknown]")).toHaveLength(1);
    expect(words()).not.toContain("50 of 800 active");
  });

  it("in Chinese too, on the racks and in the waterfall, and a loss is told to the next step that is known", async () => {
    const { view, words } = await showWall(
      {
        ladder: buildWall().ladder.map((rung) =>
          rung.step === "powered" ? { ...rung, pflops: liveValue(350, "PFLOPS", half) } : rung,
        ),
      },
      "zh",
      { scenes: ["capacity"] },
    );
    const rows = [...view.container.querySelectorAll(".wall-waterfall li")].map(
      ({ textContent }) => textContent,
    );
    expect(rows[2]).toContain("已知 50\u202f%");
    // Of 750 racked, 650 are healthy: what of it is switched off, nobody knows.
    expect(rows[3]).toContain("100");
    expect(words()).toContain("加速卡占比");
  });

  it("what is known to 99 % and more says nothing", async () => {
    const { view } = await showWall({ rackPower: liveValue(50_000, "W", { coverage: 0.995 }) });
    expect(marks(view.container)).toEqual([]);
  });
});

describe("old data does not look live", () => {
  it("two missed samples dim and hatch every block while the socket is open", async () => {
    const past = Date.now() - 60_000;
    const { view, words } = await showWall({
      freshness: { state: "stale", newestSampleAtMs: past, lastReceivedAtMs: past, cadenceMs: 5_000 },
    });
    expect(words()).toContain("stale");
    expect(oldBlocks(view.container)).toBeGreaterThanOrEqual(6);
  });

  it("a sample newer than the second on the clock has its age all the same", async () => {
    const { view, hear } = await showWall();
    const energy = () => view.container.querySelector(".wall-energy");
    expect(energy()?.querySelector(".wall-age")).not.toBeNull();
    const next = liveValue(7_770_000, "W", { sampledAtMs: Date.now() + 900 });
    const powers = ["facilityPower", "upsPower", "coolingPower", "itPower", "rackPower"];
    const changes = Object.fromEntries(powers.map((block) => [block, next]));
    hear({ topic: "center:c1:wall", epoch: "e", seq: 2, at: Date.now(), changes });
    await waitFor(() => expect(energy()?.textContent).toContain("7.77"));
    expect(energy()?.querySelector(".wall-age")).not.toBeNull();
  });

  it("one stale meter dims its own block only", async () => {
    const { view } = await showWall({
      coolingPower: liveValue(870_000, "W", { freshness: "stale", sampledAtMs: Date.now() - 300_000 }),
    });
    expect(oldBlocks(view.container)).toBe(1);
    expect(view.container.querySelector('[data-old="true"]')?.textContent).toContain("PUE");
  });

  it("the silent source is named", async () => {
    const source = {
      id: "s1",
      name: "pdu-gateway",
      freshness: "stale" as const,
      lastSampleAtMs: Date.now() - 660_000,
      samplesPerSecond: 0,
    };
    const { words } = await showWall({ sources: [source] });
    expect(words()).toContain("source silent");
    expect(words()).toContain("pdu-gateway");
  });
});

describe("a lost link", () => {
  /** Shown by a clock that runs; from then on it goes only where the test puts it, however long drawing takes. */
  async function showByFakeClock() {
    vi.useFakeTimers({ shouldAdvanceTime: true });
    const shown = await showWall();
    vi.setTimerTickMode("manual");
    return shown;
  }

  it("fills the screen within ten seconds and goes when the link is back", async () => {
    const { link } = await showByFakeClock();
    act(() => link.set("lost"));
    await act(() => vi.advanceTimersByTimeAsync(5_000));
    expect(screen.getByRole("alert").textContent).toContain("Link lost");
    act(() => link.set("connected"));
    expect(screen.queryByRole("alert")).toBeNull();
  });

  it("counts from the last word of the server, however late the loss was noticed", async () => {
    const { link } = await showByFakeClock();
    act(() => link.hear());
    await act(() => vi.advanceTimersByTimeAsync(8_000));
    act(() => link.set("lost"));
    expect(screen.getByRole("alert").textContent).toMatch(/for 8\s*s\b/);
  });

  it("a hiccup of a second covers nothing", async () => {
    const { link } = await showByFakeClock();
    act(() => link.set("lost"));
    await act(() => vi.advanceTimersByTimeAsync(1_000));
    expect(screen.queryByRole("alert")).toBeNull();
  });
});

it("says plainly that nothing is kept while the storage is away", async () => {
  await showWall({ storage: "away" });
  expect(screen.getByRole("alert").textContent).toContain("nothing is being kept");
});

it("leaves no data on the screen when access ends", async () => {
  const { revoke, words } = await showWall();
  act(revoke);
  expect(words()).toContain("Access ended");
  for (const secret of ["North", "1.238", "6.34", "Science", "prometheus-1"])
    expect(words()).not.toContain(secret);
});

describe("scenes", () => {
  const scenes = ["overview", "racks", "capacity", "alarms", "visitor"] as const;
  const board = (letter: "B" | "C", raisedMs = Date.now()) => ({
    nowMs: Date.now(),
    more: 0,
    carried: 0,
    silenced: 0,
    flood: null,
    pending: 0,
    stalePoints: 0,
    alarms: [buildAlarm("R-1", { letter, raisedMs })],
    counts: Object.fromEntries(
      severities.map((severity) => [
        severity,
        { unacknowledged: 0, active: severity === "critical" ? 1 : 0, open: severity === "critical" ? 1 : 0 },
      ]),
    ),
  });
  const sceneOf = (container: Element) => container.querySelector("[data-held]")?.getAttribute("data-scene");

  it.each(scenes)(
    "%s has at most seven blocks, its age, marks them when data is old and dims all but the alarms, which are judged on",
    async (scene) => {
      const past = Date.now() - 60_000;
      const { view } = await showWall(
        { freshness: { state: "stale", newestSampleAtMs: past, lastReceivedAtMs: past, cadenceMs: 5_000 } },
        "en",
        { scenes: [scene] },
      );
      const blocks = view.container.querySelectorAll(".wall-block").length;
      expect(blocks).toBeGreaterThan(0);
      expect(blocks).toBeLessThanOrEqual(7);
      const judged = view.container.querySelectorAll(".wall-alarm-list, .wall-counts").length;
      expect(judged).toBe(scene === "alarms" ? 2 : 0);
      expect(oldBlocks(view.container)).toBe(blocks);
      const dimmed = view.container.querySelectorAll('[data-old="true"][data-judged="false"]').length;
      expect(dimmed).toBe(blocks - judged);
      expect(view.container.textContent).toContain("stale");
    },
  );

  it.each(scenes)("%s has nothing left when access ends", async (scene) => {
    const { revoke, words } = await showWall({}, "en", { scenes: [scene] });
    act(revoke);
    expect(words()).toContain("Access ended");
    for (const secret of ["North", "1.251", "Science"]) expect(words()).not.toContain(secret);
  });

  it("guests see neither tenants nor alarms, whatever happens", async () => {
    const { view, words } = await showWall({}, "en", { scenes: ["overview"], visitors: true }, board("B"));
    expect(sceneOf(view.container)).toBe("visitor");
    for (const secret of ["Science", "R-1", "Inlet", "critical"]) expect(words()).not.toContain(secret);
    expect(words()).toContain("800");
    expect(words()).toContain("1.251");
  });

  it("beside alarms too, what a hundredth of PUE costs says why it is not known", async () => {
    const unknown = { pueHundredth: liveValue(null, "CNY", { reason: "no_data" }) };
    const { view } = await showWall(unknown, "en", { scenes: ["overview"] }, board("C"));
    await screen.findByText("R-1");
    expect(view.container.querySelector(".wall-worth")?.textContent).toContain("no data");
  });

  it("what a hundredth of PUE costs says that it is too low where racks hang on no IT meter", async () => {
    const low = { pueHundredth: liveValue(278_380, "CNY", { sampledAtMs: null, reason: "racks_left_out" }) };
    const { view } = await showWall(low, "en", { scenes: ["overview"] });
    const told = view.container.querySelector(".wall-worth")?.textContent;
    expect(told).toContain("278");
    expect(told).toContain("too low: some racks have no IT meter");
  });

  it("an unacknowledged critical alarm is up at once and holds, an acknowledged one does not", async () => {
    const settings = { scenes: ["racks", "capacity", "alarms"] } satisfies Partial<WallSettings>;
    const held = await showWall({}, "en", settings, board("B"));
    await screen.findByText("R-1");
    expect(sceneOf(held.view.container)).toBe("alarms");
    expect(held.view.container.querySelector('[data-held="true"]')).not.toBeNull();
    cleanup();
    const free = await showWall({}, "en", settings, board("C"));
    expect(sceneOf(free.view.container)).toBe("racks");
  });

  it("two minutes later the scenes take turns again, and each still names the alarm", async () => {
    const old = board("B", Date.now() - 121_000);
    for (const scene of ["racks", "capacity"] as const) {
      const { view } = await showWall({}, "en", { scenes: [scene] }, old);
      await screen.findByText("R-1");
      expect(sceneOf(view.container)).toBe(scene);
      expect(view.container.querySelector('[data-held="false"]')).not.toBeNull();
      cleanup();
    }
    const guests = await showWall({}, "en", { scenes: ["visitor"] }, old);
    await screen.findByText("R-1");
    expect(sceneOf(guests.view.container)).toBe("alarms");
  });

  it("an alarm that begins to need somebody hours after it was raised interrupts", async () => {
    const old = { letter: "B", raisedMs: Date.now() - 10_000_000 } as const;
    const before = board(old.letter, old.raisedMs);
    const { view, hear } = await showWall({}, "en", { scenes: ["racks", "alarms"] }, before);
    await screen.findByText("R-1");
    expect(sceneOf(view.container)).toBe("racks");
    const alarms = [...before.alarms, buildAlarm("R-2", old)];
    hear({ topic: "center:c1:alarms", epoch: "e", seq: 2, at: Date.now(), changes: { alarms } });
    await waitFor(() => expect(sceneOf(view.container)).toBe("alarms"));
    expect(view.container.querySelector('[data-held="true"]')).not.toBeNull();
  });

  it("a room too large for the display is refused with what would do", async () => {
    const { words } = await showWall({}, "en", { distanceM: 20, diagonalIn: 43 }, undefined, "alert");
    expect(words()).toMatch(/At 20 m on 43 in, text must be 26\.3\s%/);
    expect(words()).toContain("or stand within 5.3 m");
    expect(words()).not.toContain("1.238");
  });

  it("on a panel on its side racks tell their power themselves, and nothing is left out that stands elsewhere", async () => {
    vi.stubGlobal("innerWidth", 1080);
    vi.stubGlobal("innerHeight", 1920);
    const { view } = await showWall();
    expect(view.container.querySelector(".wall-picture")?.getAttribute("data-shape")).toBe("tall");
    const rows = [...view.container.querySelectorAll(".wall-energy .wall-chain-row")];
    expect(rows.map(({ textContent }) => textContent?.split(/\d/)[0])).toEqual([
      "Facility",
      "UPS",
      "Cooling",
      "IT",
    ]);
    expect(view.container.querySelector(".wall-racks")?.textContent).toContain("5.01\u202fMW");
  });

  it("a hundredth of PUE is a worked sum, and without a tariff a dash with its reason", async () => {
    expect((await showWall()).words()).toContain("CN¥278,380");
    expect(document.body.textContent).toContain("44.9\u202fGWh\u2009×\u20090.01\u2009×\u20090.62");
    cleanup();
    const none = await showWall({ pueHundredth: liveValue(null, "CNY", { reason: "no_tariff" }) });
    expect(none.words()).toContain("no tariff");
    expect(none.words()).not.toContain("CN¥");
  });
});
