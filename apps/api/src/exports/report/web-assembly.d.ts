/** What Node has and its types do not tell. */
declare namespace WebAssembly {
  /** Compiled code; sent to a thread it is shared, not copied. */
  class Module {}
  function compile(bytes: Uint8Array): Promise<Module>;
}
