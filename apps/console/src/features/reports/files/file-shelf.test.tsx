import type { ReportFile } from "@aidc/contract";
import { reportFileKinds } from "@aidc/contract";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { afterEach, expect, it, vi } from "vitest";
import { api } from "../../../api/queries.ts";
import { LanguageProvider } from "../../../i18n/language-provider.tsx";
import { FileShelf } from "./file-shelf.tsx";

const failed = (kind: (typeof reportFileKinds)[number], at: number): ReportFile => ({
  ...kind,
  id: `00000000-0000-4000-8000-00000000000${at}`,
  report: "00000000-0000-4000-8000-000000000010",
  number: "c1-2026-05-1",
  state: "failed",
  step: null,
  error: "no room on the disk",
  before: 0,
  askedAt: "2026-06-01T00:00:00.000Z",
  askedBy: "A",
  endedAt: "2026-06-01T00:01:00.000Z",
  bytes: null,
  sha256: null,
});

afterEach(() => vi.unstubAllGlobals());

function draw(files: readonly ReportFile[]): void {
  const queries = new QueryClient();
  const queryKey = api.reportFiles.list.queryKey({ input: { center: "c1" } });
  queries.setQueryData(queryKey, [...files]);
  render(
    <QueryClientProvider client={queries}>
      <LanguageProvider language="en">
        <FileShelf center="c1" timeZone="UTC" />
      </LanguageProvider>
    </QueryClientProvider>,
  );
}

it("eight files of a report that failed together are one alert that names each", async () => {
  vi.stubGlobal("fetch", () => new Promise(() => {}));
  draw(reportFileKinds.map(failed));
  const alerts = await screen.findAllByRole("alert");
  expect(alerts.length).toBe(1);
  expect(alerts[0]?.textContent?.match(/no room on the disk/g)?.length).toBe(8);
});

it("of a report that an earlier version issued it says when the other files are made, and of one that has all it does not", async () => {
  vi.stubGlobal("fetch", () => new Promise(() => {}));
  draw(reportFileKinds.map(failed));
  await screen.findByRole("alert");
  expect(screen.queryByText(/made when somebody first asks/)).toBeNull();
  cleanup();
  draw(reportFileKinds.slice(0, 2).map(failed));
  await screen.findByText(/made when somebody first asks for them.*names the version that makes them/);
});

it("the last one that failed and is asked for again is watched, though its button is gone by then", async () => {
  const [kind] = reportFileKinds;
  if (!kind) throw new Error("no kind of file");
  const asked: ReportFile = { ...failed(kind, 1), state: "waiting", error: null, endedAt: null };
  let list = [failed(kind, 0)];
  let looks = 0;
  vi.stubGlobal("fetch", async ({ method }: Request) => {
    if (method === "POST") list = [asked];
    else looks++;
    return Response.json(method === "POST" ? asked : list, { status: method === "POST" ? 202 : 200 });
  });
  draw(list);
  fireEvent.click(await screen.findByRole("button", { name: "Ask again" }));
  await screen.findByRole("status");
  const before = looks;
  await waitFor(() => expect(looks).toBeGreaterThan(before + 1), { timeout: 4_000 });
});
