import type { Correction, Figure, MeterReading, MeterReadings as Readings } from "@aidc/contract";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  RouterProvider,
} from "@tanstack/react-router";
import { configure, fireEvent, render, screen } from "@testing-library/react";
import { expect, it } from "vitest";
import { api } from "../../api/queries.ts";
import { LanguageProvider } from "../../i18n/language-provider.tsx";
import type { Language } from "../../i18n/languages.ts";
import type { Point } from "../../ui/origin/point-list.tsx";
import { MeterReadings } from "./meter-readings.tsx";
import { PointCorrections } from "./point-corrections.tsx";

configure({ asyncUtilTimeout: 30_000 });

const [from, middle, to] = [
  "2026-10-23T22:00:00.000Z",
  "2026-10-24T22:00:00.000Z",
  "2026-10-25T23:00:00.000Z",
];
const figure: Figure = {
  name: "it_energy",
  value: 288,
  unit: "kWh",
  from,
  to,
  coverage: 0.5,
  status: "valid",
  grade: "metered",
  method: { id: "it_energy", version: 1 },
  inputs: [],
};
const point: Point = {
  subject: { kind: "meter", id: "pdu1" },
  quantity: "energy",
  series: "series 1",
  source: "test",
  lastSampleAt: to,
  coverage: 0.5,
  gaps: [],
};
const readings: Readings = {
  unit: "kWh",
  sampleUnit: "Wh",
  edges: { from: { at: from, value: 1000 }, to: null },
  parts: [
    { from, to: middle, value: 288, coverage: 1 },
    { from: middle, to, value: null, coverage: 0 },
  ],
  samples: [],
  sampleCount: 0,
};
const ofDay: Readings = {
  ...readings,
  parts: [],
  samples: [{ at: from, value: 1000 }],
  sampleCount: 1,
};
const correction = (id: string, meter: string, change: Partial<Correction> = {}): Correction => ({
  id,
  recordedAt: to,
  recordedBy: "ann",
  withdrawal: null,
  draft: {
    kind: "gap_fill",
    subject: { kind: "meter", id: meter },
    from: middle,
    to,
    fromMeter: null,
    energyKwh: "38.988",
    reason: `read by hand at ${id}`,
  },
  ...change,
});

const bill = (
  document: string,
  target: string,
  firstDay = "2026-10-01",
  lastDay = "2026-10-31",
): MeterReading => ({
  id: document,
  recordedAt: to,
  recordedBy: "ann",
  withdrawal: null,
  draft: {
    kind: "bill",
    target,
    firstDay,
    lastDay,
    energyKwh: "8600",
    volumeM3: null,
    document,
    cost: null,
  },
});

async function show(language: Language = "en") {
  const queries = new QueryClient({ defaultOptions: { queries: { staleTime: Number.POSITIVE_INFINITY } } });
  const place = { center: "c1", meter: "pdu1", quantity: "energy" } as const;
  queries.setQueryData(api.meters.readings.queryKey({ input: { ...place, from, to } }), readings);
  queries.setQueryData(api.meters.readings.queryKey({ input: { ...place, from, to: middle } }), ofDay);
  queries.setQueryData(api.corrections.list.queryKey({ input: { center: "c1" } }), {
    corrections: [
      correction("one", "pdu1"),
      correction("other", "pdu2"),
      correction("withdrawn", "pdu1", { withdrawal: { at: to, by: "ann", reason: "was wrong" } }),
    ],
    readings: [
      bill("its", "pdu1"),
      bill("foreign", "pdu2"),
      bill("earlier", "pdu1", "2026-09-01", "2026-09-30"),
    ],
    total: 6,
  });
  const root = createRootRoute();
  const asked = { point, figure, center: "c1", timeZone: "Europe/Berlin" };
  const page = createRoute({
    getParentRoute: () => root,
    path: "/reports",
    component: () => (
      <LanguageProvider language={language}>
        <PointCorrections {...asked} />
        <MeterReadings {...asked} />
      </LanguageProvider>
    ),
  });
  const history = createMemoryHistory({ initialEntries: ["/reports?figure=energy.it"] });
  const router = createRouter({ routeTree: root.addChildren([page]), history });
  const view = render(
    <QueryClientProvider client={queries}>
      <RouterProvider<typeof router> router={router} />
    </QueryClientProvider>,
  );
  const details = await screen.findByRole("group");
  details.setAttribute("open", "");
  fireEvent(details, new Event("toggle"));
  await screen.findByRole("table");
  return view.container;
}

it("opens the days of the figure's window, what is unknown as unknown, and each end with its own offset", async () => {
  const words = (await show()).textContent ?? "";
  expect(words).toMatch(/Oct 24, 2026, 00:00:00 UTC\+2 – Oct 26, 2026, 00:00:00 UTC\+1/);
  expect(words).toContain("1,000\u202fWh");
  expect(words).toContain("288.000");
  expect(words).not.toMatch(/\b0\.000/);
});

it("opens what a day is made of, down to its samples, and the way back", async () => {
  await show();
  fireEvent.click(screen.getByRole("button", { name: /^Oct 24, 2026/ }));
  await screen.findByText("1 of 1 samples, as they were sent");
  fireEvent.click(screen.getByRole("button", { name: "Back to the longer window" }));
  await screen.findByText("288.000");
});

it.each(["en", "zh"] as const)(
  "names in %s what corrects and bills this meter, and leads to its record",
  async (language) => {
    const container = await show(language);
    const [correction, billed, ...others] = screen.getAllByRole("link");
    expect(correction?.textContent).toContain("38.988\u202fkWh");
    expect(correction?.getAttribute("href")).toMatch(/^\/reports#data_quality$/);
    expect(billed?.textContent).toContain("2026-10-01 – 2026-10-31: 8,600\u202fkWh");
    expect(billed?.getAttribute("href")).toMatch(/^\/reports#data_quality$/);
    expect(others).toEqual([]);
    expect(container.textContent).toContain("read by hand at one");
    expect(container.textContent).not.toMatch(/at (other|withdrawn)/);
  },
);
