/**
 * A request body that cannot be read. `too_large` means a limit was passed (413), `malformed` that the bytes are
 * not what they claim to be (400). Both are permanent: the sender must not repeat the same bytes.
 */
export class WireFault extends Error {
  override readonly name = "WireFault";
  readonly kind: "malformed" | "too_large";

  constructor(kind: "malformed" | "too_large", message: string) {
    super(message);
    this.kind = kind;
  }
}

export function malformed(message: string): WireFault {
  return new WireFault("malformed", message);
}

export function tooLarge(message: string): WireFault {
  return new WireFault("too_large", message);
}
