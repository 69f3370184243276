/**
 * Versions below which a known fault lies, with the fault. A package that is not installed breaks nothing; the table
 * keeps it from coming back at a bad version.
 */
export const floors: Readonly<Record<string, { readonly atLeast: string; readonly because: string }>> = {
  "socket.io-parser": {
    atLeast: "4.2.7",
    because: "CVE-2026-33151, CVE-2026-69185: memory exhaustion by attachments",
  },
  "engine.io": {
    atLeast: "6.6.7",
    because: "CVE-2026-59724, CVE-2026-59725: session ids and polling exhaustion",
  },
  "socket.io": { atLeast: "4.6.2", because: "CVE-2024-38355: unhandled error event" },
  ws: { atLeast: "8.21.0", because: "CVE-2026-45736, CVE-2026-48779: memory disclosure, tiny fragments" },
  "better-auth": { atLeast: "1.7.16", because: "CVE-2025-61928, CVE-2026-110861 and four more" },
  "drizzle-orm": { atLeast: "0.45.2", because: "CVE-2026-39356: injection through identifiers" },
  pg: { atLeast: "8.23.0", because: "the version whose failure after a lost connection was measured" },
  "body-parser": { atLeast: "2.3.0", because: "CVE-2025-13466, CVE-2026-12590" },
  "path-to-regexp": { atLeast: "8.4.0", because: "CVE-2026-4923, CVE-2026-4926" },
  qs: { atLeast: "6.14.2", because: "CVE-2025-15284, CVE-2026-2391" },
  vite: {
    atLeast: "8.0.5",
    because: "CVE-2026-39363, CVE-2026-39364: file reads from the development server",
  },
  protobufjs: { atLeast: "8.6.0", because: "CVE-2026-44289 and six more: recursion, code emission" },
};

export const banned: Readonly<Record<string, string>> = {
  postgres:
    "mixes open transactions of two clients after a lost connection (docs/decisions/0006-pg-under-drizzle.md)",
  multer: "no multipart uploads: seven advisories in two years",
  multiparty: "no multipart uploads: three advisories in 2026",
  morgan: "CVE-2026-5078: forged log lines; logs are JSON",
  xlsx: "stopped at 0.18.5 on the registry; its fixes went elsewhere",
  exceljs: "unmaintained at 4.4.0; sheets are written by our own minimal writer",
  "@tanstack/config": "part of the release that CVE-2026-45321 poisoned",
};

/** Packages that may run a script at installation: none. */
export const mayRunScripts: readonly string[] = [];

/** Where people develop; a native package has to bring a part for each. */
export const platforms: readonly string[] = [
  "linux-x64",
  "linux-arm64",
  "darwin-arm64",
  "darwin-x64",
  "win32-x64",
];
