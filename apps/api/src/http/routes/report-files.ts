import { askForFile, listFiles, readFile } from "../../usecases/report-files/report-files.ts";
import type { Services } from "../../usecases/services.ts";
import { api } from "../contract-access.ts";

export function reportFileRoutes(services: Services) {
  const { reportFiles } = api;
  return {
    list: reportFiles.list.handler(({ input }) => listFiles(services, input)),
    ask: reportFiles.ask.handler(({ input, context }) => askForFile(services, context, input)),
    download: reportFiles.download.handler(({ input }) => readFile(services, input)),
  };
}
