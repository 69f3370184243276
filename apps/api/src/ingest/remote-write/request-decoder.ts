import type { IngestLimits } from "../limits.ts";
import { decodeV1 } from "./decode-v1.ts";
import { V2Decoder } from "./decode-v2.ts";
import { DecodedRequest } from "./decoded-request.ts";
import type { MessageVersion } from "./negotiate.ts";
import { SnappyUnpacker } from "./snappy.ts";

/** Body bytes to columns. Holds the buffers that are used again; what it decoded is valid until the next call. */
export class RequestDecoder {
  readonly decoded: DecodedRequest;
  readonly #unpacker: SnappyUnpacker;
  readonly #v2: V2Decoder;

  constructor(limits: IngestLimits) {
    this.decoded = new DecodedRequest(limits);
    this.#unpacker = new SnappyUnpacker(limits.maxUnpackedBytes);
    this.#v2 = new V2Decoder(limits);
  }

  /** @throws WireFault */
  decode(version: MessageVersion, packed: Uint8Array): void {
    const message = this.#unpacker.unpack(packed);
    if (version === "1.0") decodeV1(message, this.decoded);
    else this.#v2.decode(message, this.decoded);
  }
}
