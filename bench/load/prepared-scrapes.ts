import { compressSync } from "snappy";
import { fleetMetrics, labelsOf } from "./gpu-fleet.ts";
import { GpuValues } from "./gpu-values.ts";
import { ProtoWriter } from "./proto-writer.ts";

export interface ScrapePlan {
  readonly series: number;
  readonly steps: number;
  readonly samplesPerRequest: number;
  readonly firstStepMs: number;
  readonly stepMs: number;
}

export interface PreparedLoad {
  /** Snappy-packed remote write 1.0 requests in the order they are sent. */
  readonly requests: readonly Buffer[];
  readonly samples: number;
  readonly rawBytes: number;
  readonly wireBytes: number;
}

/**
 * Everything is packed before the clock starts: sending then costs next to nothing. Each request is made once and
 * then only its values and times are written over, which have a fixed place and length.
 */
export function prepareScrapes(plan: ScrapePlan): PreparedLoad {
  const templates = makeTemplates(plan);
  const values = new GpuValues(plan.series / fleetMetrics.length);
  const reading = new Float64Array(fleetMetrics.length);
  const requests: Buffer[] = [];
  let rawBytes = 0;
  let wireBytes = 0;
  for (let step = 0; step < plan.steps; step++) {
    const time = varint(plan.firstStepMs + step * plan.stepMs);
    for (const { bytes, view, sampleAt, firstSeries } of templates) {
      for (const [index, at] of sampleAt.entries()) {
        const series = firstSeries + index;
        const metric = series % fleetMetrics.length;
        if (metric === 0) values.next(series / fleetMetrics.length, reading);
        view.setFloat64(at, reading[metric] as number, true);
        bytes.set(time, at + 9);
      }
      // A copy of its own size: what the library returns holds on to the room it packed in.
      const packed = Buffer.from(compressSync(bytes));
      requests.push(packed);
      rawBytes += bytes.length;
      wireBytes += packed.length;
    }
  }
  return { requests, samples: plan.series * plan.steps, rawBytes, wireBytes };
}

interface Template {
  readonly bytes: Buffer;
  readonly view: DataView;
  /** Where the 8 bytes of each value lie; one tag byte and the time follow. */
  readonly sampleAt: readonly number[];
  readonly firstSeries: number;
}

function makeTemplates({ series, samplesPerRequest, firstStepMs }: ScrapePlan): Template[] {
  const templates: Template[] = [];
  for (let first = 0; first < series; first += samplesPerRequest) {
    const parts: Uint8Array[] = [];
    const sampleAt: number[] = [];
    let length = 0;
    for (let index = first; index < Math.min(first + samplesPerRequest, series); index++) {
      const part = oneSeries(index, firstStepMs);
      parts.push(part);
      length += part.length;
      sampleAt.push(length - 9 - varint(firstStepMs).length);
    }
    const bytes = Buffer.concat(parts);
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    templates.push({ bytes, view, sampleAt, firstSeries: first });
  }
  return templates;
}

/** Labels, then one sample as the last field: value, then time. */
function oneSeries(series: number, timeMs: number): Uint8Array {
  const metric = fleetMetrics[series % fleetMetrics.length] ?? "";
  const one = new ProtoWriter();
  for (const [name, value] of labelsOf(Math.floor(series / fleetMetrics.length), metric)) {
    one.bytes(1, new ProtoWriter().text(1, name).text(2, value).finish());
  }
  const sample = new ProtoWriter().double(1, 0).int64(2, timeMs).finish();
  return new ProtoWriter().bytes(1, one.bytes(2, sample).finish()).finish();
}

/** Six bytes for every time between 2004 and 2109. */
function varint(value: number): Uint8Array {
  return new ProtoWriter().int64(1, value).finish().subarray(1);
}
