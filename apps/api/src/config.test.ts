import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { ConfigFaults, childEnvironment, readAdminSecret, readConfig, readSecret } from "./config.ts";

describe("readConfig", () => {
  it("needs nothing", () => {
    expect(readConfig({}, false)).toMatchObject({
      host: "127.0.0.1",
      port: 4600,
      databaseUrl: undefined,
      demo: "when-empty",
      publicUrl: undefined,
      logLevel: "info",
    });
  });

  it("takes an empty variable for an absent one, as shells and compose files leave them", () => {
    expect(readConfig({ PORT: "", DATABASE_URL: "", AIDC_DEMO: "" }, false)).toMatchObject({
      port: 4600,
      demo: "when-empty",
    });
  });

  it("makes the address of a Grafana dashboard, with placeholders for what a page knows", () => {
    const query = "var-center={center}&var-rack={rack}&from={from}&to={to}";
    const grafana = (url: string) => readConfig({ GRAFANA_URL: url }, false).grafana;
    expect(readConfig({}, false).grafana).toBeNull();
    expect(grafana("https://g.example/")).toBe(`https://g.example/d/aidc-center?${query}`);
    expect(grafana("https://g.example/sub")).toBe(`https://g.example/sub/d/aidc-center?${query}`);
    expect(grafana("https://g.example/d/own/x?orgId=2")).toBe(`https://g.example/d/own/x?orgId=2&${query}`);
    expect(() => grafana("javascript:alert(1)")).toThrow(ConfigFaults);
  });

  it("is quiet on a terminal unless told otherwise", () => {
    expect(readConfig({}, true).logLevel).toBe("warn");
    expect(readConfig({ LOG_LEVEL: "debug" }, true).logLevel).toBe("debug");
  });

  it("names every fault at once, with what would be right", () => {
    const wrong = {
      PORT: "70000",
      DATABASE_URL: "mysql://x",
      PUBLIC_URL: "https://a.example/path",
      AIDC_DEMO: "yes",
      LOG_LEVEL: "loud",
    };
    const read = () => readConfig(wrong, false);
    expect(read).toThrow(ConfigFaults);
    for (const name of Object.keys(wrong)) expect(read).toThrow(new RegExp(`^  ${name} `, "m"));
  });

  it("takes a provider whole or not at all, and proxies by their address", () => {
    const whole = {
      AIDC_OIDC_ISSUER: "https://id.example",
      AIDC_OIDC_CLIENT_ID: "c",
      AIDC_OIDC_CLIENT_SECRET: "s",
    };
    expect(readConfig(whole, false).oidc).toEqual({
      issuer: "https://id.example",
      clientId: "c",
      clientSecret: "s",
      name: "OpenID Connect",
    });
    expect(readConfig({}, false).oidc).toBeNull();
    expect(() => readConfig({ AIDC_OIDC_CLIENT_ID: "c" }, false)).toThrow(/AIDC_OIDC_ISSUER is missing/);
    expect(readConfig({ AIDC_TRUSTED_PROXIES: "127.0.0.1, 10.0.0.0/8" }, false).trustedProxies).toEqual([
      "127.0.0.1",
      "10.0.0.0/8",
    ]);
    expect(() => readConfig({ AIDC_TRUSTED_PROXIES: "everybody" }, false)).toThrow(/AIDC_TRUSTED_PROXIES/);
  });

  it("writes the public address without a trailing slash", () => {
    expect(readConfig({ PUBLIC_URL: "https://aidc.example/" }, false).publicUrl).toBe("https://aidc.example");
  });
});

describe("secrets", () => {
  it("makes the admin secret once, 256 bits, for the owner's eyes only", () => {
    const dataDir = mkdtempSync(join(tmpdir(), "aidc-config-"));
    onTestFinished(() => rmSync(dataDir, { recursive: true }));
    const secret = readAdminSecret(dataDir);
    expect(Buffer.from(secret, "base64url")).toHaveLength(32);
    expect(readAdminSecret(dataDir)).toBe(secret);
    expect(readSecret(dataDir, "auth-secret")).not.toBe(secret);
    for (const name of ["admin-secret", "auth-secret"])
      expect(statSync(join(dataDir, name)).mode & 0o777).toBe(0o600);
  });

  it("hands a child process none of them", () => {
    expect(childEnvironment({ PATH: "/bin", DATABASE_URL: "postgres://u:p@h/d", AWS_SECRET: "x" })).toEqual({
      PATH: "/bin",
    });
  });
});
