import { expect, it } from "vitest";
import { findTask } from "./stall-trace.ts";

const page = { pid: 7, tid: 1 };
const thread = (pid: number, name: string) => ({ ph: "M", name: "thread_name", pid, tid: 1, args: { name } });
const slice = (name: string, tsMs: number, durMs: number, cpuMs: number, where = page) => ({
  ...where,
  ph: "X",
  name,
  ts: tsMs * 1_000,
  dur: durMs * 1_000,
  tdur: cpuMs * 1_000,
});
const task = "ThreadControllerImpl::RunTask";

it("names the task that took as long as the page said, with its CPU time and what took most of it", () => {
  const events = [
    ...[thread(7, "CrRendererMain"), thread(8, "CrBrowserMain")],
    ...[
      slice(task, 0, 40, 38),
      slice(task, 100, 245, 31),
      slice(task, 400, 600, 590),
      slice(task, 0, 900, 9, { pid: 8, tid: 1 }),
    ],
    ...[slice("FunctionCall", 101, 240, 30), slice("MajorGC", 110, 200, 12), slice("Paint", 330, 4, 4)],
    slice("Layout", 1, 39, 37),
  ];
  expect(findTask(events, 244)).toEqual({
    ms: 245,
    cpuMs: 31,
    within: ["FunctionCall 240 (CPU 30)", "MajorGC 200 (CPU 12)"],
  });
});

it("knows nothing of a trace without tasks", () => {
  expect(findTask([thread(7, "CrRendererMain"), slice("Paint", 0, 9, 9)], 9)).toBeNull();
});
