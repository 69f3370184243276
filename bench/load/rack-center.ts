import type { CenterDocument, CenterDocumentInput } from "@aidc/contract";
import { centerDocumentSchema } from "@aidc/contract";
import { compressSync } from "snappy";
import { ProtoWriter } from "./proto-writer.ts";

const racksPerRow = 25;
const rowsPerHall = 8;
export const rackCenter = "bench";

/** A center of racks that tell their own power, one server in each. */
export function rackCenterDocument(racks: number, intervalS: number): CenterDocument {
  const rows = Math.ceil(racks / racksPerRow);
  const halls = Math.ceil(rows / rowsPerHall);
  return centerDocumentSchema.parse({
    center: {
      id: rackCenter,
      name: "Bench",
      timeZone: "Asia/Shanghai",
      defaultIntervalS: intervalS,
      itBoundary: "pdu_output",
    },
    halls: Array.from({ length: halls }, (_, hall) => ({ id: `h${hall}`, name: `Hall ${hall}` })),
    rows: Array.from({ length: rows }, (_, row) => ({
      id: `r${row}`,
      hall: `h${Math.floor(row / rowsPerHall)}`,
      name: `Row ${row}`,
    })),
    racks: Array.from({ length: racks }, (_, rack) => ({
      id: rackId(rack),
      row: `r${Math.floor(rack / racksPerRow)}`,
      name: `Rack ${rack}`,
      position: (rack % racksPerRow) + 1,
      powerLimitW: 40_000,
    })),
    servers: Array.from({ length: racks }, (_, rack) => ({
      id: `s${rack}`,
      rack: rackId(rack),
      name: `s${rack}`,
    })),
  } satisfies CenterDocumentInput);
}

export const rackId = (rack: number): string => `k${rack}`;

/** One remote write 1.0 request with the power of every rack. @param powerW by rack */
export function rackPowerRequest(powerW: readonly number[], timeMs: number): Buffer {
  return rackRequest("aidc_rack_power_watts", powerW, timeMs);
}

/** The same with the air at every rack's inlet. @param celsius by rack */
export function rackInletRequest(celsius: readonly number[], timeMs: number): Buffer {
  return rackRequest("aidc_rack_inlet_celsius", celsius, timeMs);
}

function rackRequest(metric: string, values: readonly number[], timeMs: number): Buffer {
  const request = new ProtoWriter();
  for (const [rack, value] of values.entries()) {
    const one = new ProtoWriter();
    for (const [name, text] of [
      ["__name__", metric],
      ["rack", rackId(rack)],
    ] as const) {
      one.bytes(1, new ProtoWriter().text(1, name).text(2, text).finish());
    }
    request.bytes(1, one.bytes(2, new ProtoWriter().double(1, value).int64(2, timeMs).finish()).finish());
  }
  return compressSync(Buffer.from(request.finish()));
}
