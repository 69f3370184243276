import { mapMetrics, rackColumns, rackStates, unknownCell } from "@aidc/contract";
import fc from "fast-check";
import { expect, it } from "vitest";
import { encodeMetric, encodeRacks } from "./map-metric.ts";

const cell = fc.constantFrom(unknownCell, -1, 0, 1, 1_500, 2_750, 4_000, 9_999, 10_000, 10_001, 32_767);
const rack = fc.tuple(
  ...rackColumns.map((column) => (column === "state" ? fc.nat(rackStates.length - 1) : cell)),
);

it("all racks at once look as each by itself does, on every map and whatever was drawn before", () => {
  const racksAndAlarms = fc.array(fc.tuple(rack, fc.boolean()), { maxLength: 60 });
  fc.assert(
    fc.property(fc.constantFrom(...mapMetrics), racksAndAlarms, (metric, racks) => {
      const table = rackColumns.map((_, index) => Int16Array.from(racks, ([cells]) => cells[index] ?? 0));
      const alarmed = new Set(racks.flatMap(([, isAlarmed], row) => (isAlarmed ? [row] : [])));
      const looks = new Uint8Array(racks.length);
      encodeRacks(metric, table, alarmed, looks);
      const each = racks.map(([, isAlarmed], row) => encodeMetric(metric, table, row, isAlarmed));
      expect([...looks]).toEqual(each);
    }),
  );
});
