// Zod asks, when the first schema is made, whether it may compile code. The content security policy forbids that and
// reports the attempt on every page, so the question is answered here, before any module of the page runs.
globalThis.__zod_globalConfig = { jitless: true };
