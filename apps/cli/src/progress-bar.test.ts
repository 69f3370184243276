import { expect, test } from "vitest";
import { progressBar } from "./progress-bar.ts";

function drawn(isTerminal: boolean, steps: number): string[] {
  const lines: string[] = [];
  const show = progressBar((text) => lines.push(text), isTerminal);
  for (let sentSamples = 1; sentSamples <= steps; sentSamples++)
    show({ sentSamples, allSamples: steps, atMs: 0 });
  return lines;
}

test("a line every tenth where nobody watches", () => {
  const lines = drawn(false, 1000);
  expect(lines).toHaveLength(11);
  expect(lines.at(-1)).toBe("100 %  1,000 of 1,000 samples, 1970-01-01T00:00:00.000Z\n");
});

test("one line redrawn on a terminal, ended when it is done", () => {
  const lines = drawn(true, 1000);
  expect(lines.length).toBeLessThan(50);
  expect(lines.every((line) => line.startsWith("\r["))).toBe(true);
  expect(lines.filter((line) => line.endsWith("\n"))).toHaveLength(1);
});
