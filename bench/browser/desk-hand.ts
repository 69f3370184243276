import { setTimeout as delay } from "node:timers/promises";
import type { Page } from "playwright-core";
import { z } from "zod";

const pauseMs = 400;
/** What the browser does not tell of took less than this. */
const untoldMs = 16;

/**
 * A person at a list who searches, filters and scrolls, one after the other.
 * @returns ms from each key, click and scroll until it was drawn
 */
export async function useDesk(page: Page, forMs: number): Promise<number[]> {
  await page.evaluate(observeInteractions);
  const search = page.getByRole("searchbox");
  const shows = page.locator("fieldset button");
  const scrollsMs: number[] = [];
  const touches = [
    () => search.press("7"),
    () => search.press("Backspace"),
    () => shows.nth(1).click(),
    () => shows.nth(0).click(),
  ];
  let touched = 0;
  const endMs = performance.now() + forMs;
  while (performance.now() < endMs) {
    for (const touch of touches) {
      await touch();
      touched++;
      await delay(pauseMs);
    }
    scrollsMs.push(await page.evaluate(scrollFar));
    await delay(pauseMs);
  }
  const slowMs = z.array(z.number()).parse(await page.evaluate(readInteractions));
  const quickMs = Array.from({ length: Math.max(0, touched - slowMs.length) }, () => untoldMs);
  return [...slowMs, ...quickMs, ...scrollsMs];
}

/** Runs in the page, as the two below: the longest of the events that one key or click makes. */
function observeInteractions(): void {
  const longest = new Map<number, number>();
  const note = (entries: readonly PerformanceEntry[]) => {
    for (const entry of entries) {
      const id = Number(Reflect.get(entry, "interactionId"));
      if (id > 0) longest.set(id, Math.max(longest.get(id) ?? 0, entry.duration));
    }
  };
  const observer = new PerformanceObserver((list) => note(list.getEntries()));
  const wanted = { type: "event", durationThreshold: 16 };
  observer.observe(wanted);
  Reflect.set(window, "interactions", longest);
}

function readInteractions(): number[] {
  const longest: unknown = Reflect.get(window, "interactions");
  return longest instanceof Map ? [...longest.values()] : [];
}

/** Half the list further, or back to its beginning, until rows are drawn there. */
async function scrollFar(): Promise<number> {
  const frame = document.querySelector("table")?.parentElement;
  if (!frame) return Number.NaN;
  const startedMs = performance.now();
  frame.scrollTop = frame.scrollTop > 0 ? 0 : frame.scrollHeight / 2;
  const isDrawn = () => {
    const { top, height } = frame.getBoundingClientRect();
    return [...frame.querySelectorAll("tbody tr[data-index]")].some((row) => {
      const at = row.getBoundingClientRect().top;
      return at >= top && at < top + height;
    });
  };
  do await new Promise(requestAnimationFrame);
  while (!isDrawn());
  return performance.now() - startedMs;
}
