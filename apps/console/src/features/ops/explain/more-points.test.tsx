import type { PointFacts } from "@aidc/contract";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { fireEvent, render, screen, waitFor } from "@testing-library/react";
import { expect, it, vi } from "vitest";
import { api } from "../../../api/queries.ts";
import { LanguageProvider } from "../../../i18n/language-provider.tsx";
import { MorePoints } from "./more-points.tsx";

vi.mock("../ops-center.tsx", () => ({ useOpsCenter: () => ({ id: "c1", timeZone: "UTC" }) }));

const none: PointFacts = { groups: [], points: [], pointCount: 0, next: null, unnamedCount: 0 };
const holding = (kind: "row" | "rack", id: string): PointFacts => ({
  ...none,
  groups: [{ kind, id, points: 8 }],
  pointCount: 8,
});
const first = { from: "2026-05-01T10:00:00.000Z", to: "2026-05-01T11:00:00.000Z" };
const next = { from: "2026-05-01T10:01:00.000Z", to: "2026-05-01T11:01:00.000Z" };

function foldOf(name: string): HTMLDetailsElement {
  const details = screen.getByText(name).closest("details");
  if (!details) throw new Error(`${name} is no fold`);
  return details;
}
function unfold(name: string): void {
  foldOf(name).open = true;
  fireEvent(foldOf(name), new Event("toggle"));
}

it("what was opened stays open while the window moves on by a minute", async () => {
  const queries = new QueryClient({ defaultOptions: { queries: { staleTime: Infinity, retry: false } } });
  const know = (window: typeof first, within: string, facts: PointFacts) =>
    queries.setQueryData(
      api.centers.points.queryKey({ input: { center: "c1", basis: "utilisation", ...window, within } }),
      facts,
    );
  know(first, "hall:A", holding("row", "A1"));
  know(first, "row:A1", holding("rack", "A1-01"));
  know(first, "rack:A1-01", none);
  vi.stubGlobal("fetch", () => new Promise(() => {}));
  const draw = (window: typeof first) => (
    <QueryClientProvider client={queries}>
      <LanguageProvider language="en">
        <MorePoints name="utilisation" window={window} part={{ within: "hall:A" }} />
      </LanguageProvider>
    </QueryClientProvider>
  );
  const { rerender } = render(draw(first));
  await screen.findByText("row A1");
  unfold("row A1");
  await screen.findByText("rack A1-01");
  unfold("rack A1-01");
  const [outer, inner] = [foldOf("row A1"), foldOf("rack A1-01")];
  rerender(draw(next));
  expect(inner.isConnected).toBe(true);
  know(next, "hall:A", { ...holding("row", "A1"), pointCount: 9 });
  know(next, "row:A1", { ...holding("rack", "A1-01"), groups: [{ kind: "rack", id: "A1-01", points: 9 }] });
  await waitFor(() => expect(screen.getByText("9 points")).toBeTruthy());
  expect([foldOf("row A1"), foldOf("rack A1-01")]).toEqual([outer, inner]);
  expect([outer.open, inner.open, inner.isConnected]).toEqual([true, true, true]);
  vi.unstubAllGlobals();
});
