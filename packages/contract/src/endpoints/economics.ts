import { z } from "zod";
import { centerIdSchema } from "../nouns/center-document.ts";
import { economicScenarioDraftSchema, economicScenarioSchema } from "../nouns/economic-scenario.ts";
import { endpoint } from "./endpoint.ts";

const center = centerIdSchema;

const list = endpoint({
  access: "planner",
  method: "GET",
  path: "/centers/{center}/economic-scenarios",
  summary: "What is assumed for payback and net present value, every version, newest first",
  tags: ["economics"],
})
  .input(z.object({ center }))
  .output(z.array(economicScenarioSchema));
const publish = endpoint({
  access: "operator",
  method: "POST",
  path: "/centers/{center}/economic-scenarios",
  summary: "Publish a version of the economic scenario; it is never changed and begins after the one before",
  successStatus: 201,
  tags: ["economics"],
})
  .input(z.object({ center, draft: economicScenarioDraftSchema }))
  .output(economicScenarioSchema);

export const economics = { list, publish };
