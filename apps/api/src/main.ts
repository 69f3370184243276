import { quickenImports } from "./quick-imports.ts";

quickenImports();
const { runServer } = await import("./run-server.ts");
await runServer();
