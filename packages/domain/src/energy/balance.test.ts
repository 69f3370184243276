import { describe, expect, test } from "vitest";
import { exampleCenter, pointsOf } from "../example-center.fixture.ts";
import { facilityInputs, itInputs, roleInputs } from "./balance.ts";

const document = exampleCenter();
const summary = (inputs: ReturnType<typeof itInputs<ReturnType<typeof pointsOf>[number]>>) =>
  inputs.map(({ subject, sign, counter, gauges }) => [
    subject.id,
    sign,
    counter?.quantity ?? null,
    gauges.map((g) => g.quantity),
  ]);

describe("facility energy", () => {
  test("is import + generation - export; cooling is inside the boundary already", () => {
    const points = pointsOf(
      ["meter", "grid", "energy"],
      ["meter", "grid", "power"],
      ["meter", "sun", "power"],
      ["meter", "cold", "power"],
    );
    expect(summary(facilityInputs(document, points))).toEqual([
      ["grid", 1, "energy", ["power"]],
      ["sun", 1, null, ["power"]],
      ["out", -1, null, []],
    ]);
  });
  test("an export meter alone supplies nothing", () => {
    const meters = document.meters.filter((meter) => meter.role === "grid_export");
    expect(facilityInputs(exampleCenter({ meters }), [])).toEqual([]);
  });
  test("a role has its meters", () => {
    expect(roleInputs(document, [], "cooling").map((input) => input.subject.id)).toEqual(["cold"]);
  });
});

describe("IT energy", () => {
  const servers = pointsOf(
    ["server", "s1", "dc_power"],
    ["server", "s1", "power"],
    ["server", "s2", "dc_power"],
    ["rack", "R1", "power"],
  );

  test("at the IT input: servers, AC before DC, never both added; a silent server is expected too", () => {
    expect(summary(itInputs(document, servers))).toEqual([
      ["s3", 1, null, []],
      ["s1", 1, null, ["power", "dc_power"]],
      ["s2", 1, null, ["dc_power"]],
    ]);
  });
  test("at the PDU output: racks that hold servers or have a point", () => {
    const atPdu = exampleCenter({ center: { ...document.center, itBoundary: "pdu_output" } });
    expect(summary(itInputs(atPdu, servers))).toEqual([
      ["R1", 1, null, ["power"]],
      ["R2", 1, null, []],
    ]);
  });
  test("meters of the boundary replace the assets behind them", () => {
    const meters = [
      ...document.meters,
      { id: "it", name: "IT", role: "it_input" as const, grade: "metered" as const },
    ];
    expect(itInputs(exampleCenter({ meters }), servers).map((input) => input.subject)).toEqual([
      { kind: "meter", id: "it" },
    ]);
  });
  test("without a meter at the UPS there is none: another boundary is another category", () => {
    const atUps = exampleCenter({ center: { ...document.center, itBoundary: "ups_output" } });
    expect(itInputs(atUps, servers)).toEqual([]);
  });
  test("a center that meters no server has none, rather than many silent ones", () => {
    expect(itInputs(document, pointsOf(["rack", "R1", "power"]))).toEqual([]);
  });
  test("a point without a series does not count", () => {
    const unbound = servers.map((point) => ({ ...point, seriesId: null }));
    expect(itInputs(document, unbound)).toEqual([]);
  });
});
