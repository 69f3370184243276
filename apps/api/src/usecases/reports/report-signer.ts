/** Signs seals of reports; the private key stays behind it. */
export interface ReportSigner {
  /** Base64 of the raw 32 bytes. */
  readonly publicKey: string;
  /** @returns base64 of the Ed25519 signature over the text's UTF-8 */
  sign(text: string): string;
}
