import { expect, it } from "vitest";
import { authOptions } from "./auth-options.ts";
import type { AuthOptions } from "./open-auth.ts";
import { readSessionToken, sessionCookieName } from "./session-token.ts";

const oidc = { issuer: "https://id.example.org/", clientId: "c", clientSecret: "s", name: "Company" };

/** What the library is told, without what cannot be compared. */
function told(publicUrl: string, provider: AuthOptions["oidc"] = null) {
  const options = authOptions(
    // The database is handed on and not looked at.
    Object.assign(Object.create(null), {
      database: {},
      accountTables: {},
      publicUrl,
      secret: "x",
      oidc: provider,
    }),
    {},
  );
  const { database, secret, plugins, ...rest } = options;
  return { ...rest, plugins: plugins.map(({ id }) => id) };
}

it("tells the library exactly this", () => {
  expect(told("https://aidc.example.org")).toMatchInlineSnapshot(`
    {
      "account": {
        "accountLinking": {
          "allowDifferentEmails": false,
          "enabled": true,
          "requireLocalEmailVerified": true,
          "trustedProviders": [],
          "updateUserInfoOnLink": false,
        },
        "encryptOAuthTokens": true,
        "storeAccountCookie": false,
        "storeStateStrategy": "database",
        "updateAccountOnSignIn": false,
      },
      "advanced": {
        "cookiePrefix": "__Host-aidc",
        "cookies": {
          "session_token": {
            "name": "__Host-aidc_session",
          },
        },
        "crossSubDomainCookies": {
          "enabled": false,
        },
        "database": {
          "generateId": [Function],
        },
        "defaultCookieAttributes": {
          "httpOnly": true,
          "path": "/",
          "sameSite": "lax",
          "secure": true,
        },
        "disableCSRFCheck": false,
        "disableOriginCheck": false,
        "ipAddress": {
          "ipAddressHeaders": [
            "x-aidc-address",
          ],
          "ipv6Subnet": 64,
        },
        "trustedProxyHeaders": false,
        "useSecureCookies": false,
      },
      "appName": "AIDC Console",
      "basePath": "/api/auth",
      "baseURL": "https://aidc.example.org",
      "emailAndPassword": {
        "autoSignIn": false,
        "disableSignUp": true,
        "enabled": true,
        "maxPasswordLength": 128,
        "minPasswordLength": 12,
      },
      "onAPIError": {
        "errorURL": "https://aidc.example.org/sign-in",
        "throw": true,
      },
      "plugins": [
        "two-factor",
        "aidc-session-starts",
      ],
      "rateLimit": {
        "customRules": {
          "/change-password": {
            "max": 10,
            "window": 60,
          },
          "/sign-in/email": {
            "max": 30,
            "window": 60,
          },
          "/sign-in/social": {
            "max": 30,
            "window": 60,
          },
          "/two-factor/*": {
            "max": 10,
            "window": 60,
          },
        },
        "enabled": true,
        "max": 300,
        "storage": "database",
        "window": 60,
      },
      "session": {
        "cookieCache": {
          "enabled": false,
        },
        "disableSessionRefresh": true,
        "expiresIn": 2592000,
        "freshAge": 0,
      },
      "telemetry": {
        "enabled": false,
      },
      "trustedOrigins": [
        "https://aidc.example.org",
      ],
      "user": {
        "changeEmail": {
          "enabled": false,
        },
        "deleteUser": {
          "enabled": false,
        },
      },
    }
  `);
});

it("leaves the prefix and the mark out on plain http, where a browser would drop the cookie", () => {
  expect(told("http://10.0.0.5:4600").advanced).toMatchObject({
    cookiePrefix: "aidc",
    cookies: { session_token: { name: "aidc_session" } },
    defaultCookieAttributes: { secure: false, httpOnly: true, sameSite: "lax", path: "/" },
  });
});

it("knows a provider only when there is one", () => {
  expect(told("https://aidc.example.org", oidc).plugins).toContain("generic-oauth");
  expect(told("https://aidc.example.org").plugins).toEqual(["two-factor", "aidc-session-starts"]);
});

it("reads no token whose signature is not ours", () => {
  const name = sessionCookieName("http://x");
  const [token, secret] = ["abcdefghijklmnopqrstuvwxyz012345", "secret"];
  // HMAC-SHA-256 of the token with the secret, computed with openssl.
  const signature = "bf+IAoH6Et3Sp8MyFht99UwLtZmkb3YGz4rCDd9F3dk=";
  const cookie = (value: string) => `other=1; ${name}=${encodeURIComponent(value)}`;
  expect(readSessionToken(cookie(`${token}.${signature}`), name, secret)).toBe(token);
  for (const value of [
    token,
    `${token}.`,
    `${token}.${signature.replace(/^./, "A")}`,
    `${token}x.${signature}`,
    "%E0%A4%A",
  ])
    expect(readSessionToken(`${name}=${value}`, name, secret)).toBeNull();
  expect(readSessionToken(cookie(`${token}.${signature}`), name, "another")).toBeNull();
  expect(readSessionToken(undefined, name, secret)).toBeNull();
});
