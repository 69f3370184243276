import { z } from "zod";
import { centerIdSchema } from "../nouns/center-document.ts";
import { tariffDraftSchema, tariffVersionSchema } from "../nouns/tariff.ts";
import { endpoint } from "./endpoint.ts";

const center = centerIdSchema;

const list = endpoint({
  access: "planner",
  method: "GET",
  path: "/centers/{center}/tariffs",
  summary: "What a kWh from the grid costs, every version, newest first",
  tags: ["tariffs"],
})
  .input(z.object({ center }))
  .output(z.array(tariffVersionSchema));
const publish = endpoint({
  access: "operator",
  method: "POST",
  path: "/centers/{center}/tariffs",
  summary: "Publish a version of the electricity tariff; it is never changed and begins after the one before",
  successStatus: 201,
  tags: ["tariffs"],
})
  .input(z.object({ center, draft: tariffDraftSchema }))
  .output(tariffVersionSchema);

export const tariffs = { list, publish };
