import { describe, expect, test } from "vitest";
import { fleetsOf, jobKey, nodesInOrder, placeJobs } from "./mlperf-placement.ts";
import type { Run } from "./mlperf-runs.ts";

function run(job: string, nodes: number, startS: number, endS: number, changes: Partial<Run> = {}): Run {
  return {
    id: `${job}-${startS}`,
    fleet: "smc",
    side: "power",
    benchmark: "bert",
    job,
    nodes,
    gpusPerNode: 8,
    gpuModel: "H100-SXM5-80GB",
    startMs: startS * 1000,
    endMs: endS * 1000,
    ...changes,
  };
}
const whole = run("900", 64, 90_000, 91_000);
const place = (runs: Run[]) => placeJobs(runs, fleetsOf(runs));

describe("where a job stands", () => {
  test("a fleet is as large as its largest run", () => {
    const [fleet] = fleetsOf([run("1", 1, 0, 10), whole]);
    expect(fleet?.servers).toHaveLength(64);
    expect(fleet?.servers[0]).toBe("smc-01");
    expect(place([whole]).get(jobKey(whole))).toEqual(fleet?.servers);
  });

  test("runs of one job stay on the same server", () => {
    const first = run("1", 1, 0, 100);
    const second = run("1", 1, 60, 160);
    expect(place([whole, first, second]).get(jobKey(first))).toHaveLength(1);
    expect(jobKey(first)).toBe(jobKey(second));
  });

  test("jobs at the same time never share a server, and a server rests between two jobs", () => {
    const runs = [
      whole,
      run("1", 1, 0, 100),
      run("2", 8, 50, 150),
      run("3", 1, 99, 200),
      run("4", 1, 110, 140),
      run("5", 1, 131, 170),
    ];
    const places = place(runs);
    const of = (job: string) => places.get(`smc|${job}`) ?? [];
    const simultaneous = [...of("1"), ...of("2"), ...of("3"), ...of("4")];
    expect(new Set(simultaneous).size).toBe(11);
    expect(of("4")).not.toEqual(of("1"));
    expect(of("5")).toEqual(of("1"));
  });

  test("a job of a rack fills a rack, a small one comes from the other end", () => {
    const places = place([whole, run("1", 1, 0, 100), run("2", 8, 0, 100)]);
    expect(places.get("smc|1")).toEqual(["smc-64"]);
    expect(places.get("smc|2")).toEqual([
      "smc-01",
      "smc-02",
      "smc-03",
      "smc-04",
      "smc-05",
      "smc-06",
      "smc-07",
      "smc-08",
    ]);
  });

  test("more than there is cannot be placed, and it says so", () => {
    expect(() => place([run("1", 1, 0, 100), run("2", 1, 50, 150)])).toThrow(/fewer are free/);
  });

  test("AC and DC logs of a run are one job on one set of servers", () => {
    const dc = { ...whole, id: "dc", side: "dc_power" as const };
    expect(place([whole, dc])).toEqual(place([whole]));
  });
});

test("nodes are counted, not spelled", () => {
  expect(nodesInOrder(["node_10", "node_2", "node_1"])).toEqual(["node_1", "node_2", "node_10"]);
});
