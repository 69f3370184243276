/** How the library calls the one provider; part of the address that it sends people back to. */
export const oidcProvider = "oidc";

export function discoveryUrl({ issuer }: { readonly issuer: string }): string {
  return `${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`;
}
