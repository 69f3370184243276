import {
  acknowledging,
  resetting,
  settingService,
  shelving,
  takingBack,
  unshelving,
} from "../../usecases/alarms/alarm-deeds.ts";
import { listRules, listRuleVersions, setRule } from "../../usecases/alarms/alarm-rules.ts";
import { compareDryRun } from "../../usecases/alarms/compare-dry-run.ts";
import {
  gradeCenter,
  judgedAlarms,
  listWalls,
  readBoard,
  readJournal,
  readTenantsHit,
} from "../../usecases/alarms/read-alarms.ts";
import type { Services } from "../../usecases/services.ts";
import { api } from "../contract-access.ts";

export function alarmRoutes(services: Services) {
  const { alarms } = api;
  const of = ({ center }: { readonly center: string }) => judgedAlarms(services, center);
  return {
    board: alarms.board.handler(({ input }) => readBoard(services, input)),
    acknowledge: alarms.acknowledge.handler(async ({ input, context }) =>
      (await of(input)).act(input.alarm, acknowledging(context, input)),
    ),
    unacknowledge: alarms.unacknowledge.handler(async ({ input, context }) =>
      (await of(input)).act(input.alarm, takingBack(context, input)),
    ),
    reset: alarms.reset.handler(async ({ input, context }) =>
      (await of(input)).act(input.alarm, resetting(context, input)),
    ),
    shelve: alarms.shelve.handler(async ({ input, context }) =>
      (await of(input)).act(input.alarm, shelving(context, input)),
    ),
    unshelve: alarms.unshelve.handler(async ({ input, context }) =>
      (await of(input)).act(input.alarm, unshelving(context, input)),
    ),
    setService: alarms.setService.handler(async ({ input, context }) =>
      (await of(input)).act(input.alarm, settingService(context, input)),
    ),
    journal: alarms.journal.handler(({ input }) => readJournal(services, input)),
    tenants: alarms.tenants.handler(({ input }) => readTenantsHit(services, input)),
    rules: alarms.rules.handler(({ input }) => listRules(services, input)),
    setRule: alarms.setRule.handler(({ input, context }) => setRule(services, context, input)),
    ruleVersions: alarms.ruleVersions.handler(({ input }) => listRuleVersions(services, input)),
    dryRun: alarms.dryRun.handler(({ input }) => compareDryRun(services, input)),
    grade: alarms.grade.handler(({ input }) => gradeCenter(services, input)),
    walls: alarms.walls.handler(({ input }) => listWalls(services, input)),
  };
}
