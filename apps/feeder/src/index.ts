export { createSender, GaveUp, Refused, type Sender } from "./push/sender.ts";
export { snappyCompress } from "./push/snappy.ts";
export type { Labels, TimeSeries } from "./push/write-request.ts";
export { encodeWriteRequest } from "./push/write-request.ts";
export { readHarvardIpmi } from "./replay/harvard-ipmi.ts";
export { readHelios } from "./replay/helios.ts";
export { readMlperfPower } from "./replay/mlperf-power.ts";
export type { Progress, Speed } from "./replay/play.ts";
export { countSamples, type RecordedSeries, type Recording, sliceBySamples } from "./replay/recording.ts";
export {
  isRecordingKind,
  type RecordingKind,
  type ReplayOptions,
  recordings,
  replay,
} from "./replay/replay.ts";
export { createServerClient, type ServerClient } from "./server/client.ts";
export { ServerRefusal, Unreachable } from "./server/faults.ts";
export { findLocalServer, NoServer } from "./server/local-server.ts";
