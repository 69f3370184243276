import type { AlarmView } from "@aidc/contract";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { client } from "../../../api/client.ts";
import { describeFailure } from "../../../api/failure.ts";
import { api } from "../../../api/queries.ts";
import { useOpsCenter } from "../ops-center.tsx";
import { acknowledgeSeveral } from "./acknowledge-several.ts";

interface Acknowledgement {
  readonly alarms: readonly AlarmView[];
  readonly note: string;
  /** Now of the board that the person looks at. */
  readonly seenMs: number;
}

/** What a person does with alarms; the board itself follows over the live link. */
export function useAcknowledge() {
  const { id: center } = useOpsCenter();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ alarms, note, seenMs }: Acknowledgement) =>
      acknowledgeSeveral(
        alarms,
        async ({ id, occurrence }) => {
          try {
            await client.alarms.acknowledge({ center, alarm: id, occurrence, note, seenMs });
            return "done";
          } catch (error) {
            return describeFailure(error).code === "conflict" ? "conflict" : "failed";
          }
        },
        async () => (await client.alarms.board({ center })).alarms,
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: api.alarms.key() }),
  });
}

export function useShelf(onDone: () => void) {
  const { id: center } = useOpsCenter();
  const onSuccess = useSettle(onDone);
  const shelve = useMutation({ ...api.alarms.shelve.mutationOptions(), onSuccess });
  const unshelve = useMutation({ ...api.alarms.unshelve.mutationOptions(), onSuccess });
  const service = useMutation({ ...api.alarms.setService.mutationOptions(), onSuccess });
  const reset = useMutation({ ...api.alarms.reset.mutationOptions(), onSuccess });
  return {
    error: shelve.error ?? unshelve.error ?? service.error ?? reset.error,
    isPending: shelve.isPending || unshelve.isPending || service.isPending || reset.isPending,
    reset: ({ id, occurrence }: AlarmView) => reset.mutate({ center, alarm: id, occurrence }),
    shelve: (alarm: string, reason: string, untilMs: number) =>
      shelve.mutate({ center, alarm, reason, until: new Date(untilMs).toISOString() }),
    unshelve: (alarm: string) => unshelve.mutate({ center, alarm }),
    setService: (alarm: string, outOfService: boolean, reason: string) =>
      service.mutate({ center, alarm, outOfService, reason }),
  };
}

function useSettle(onDone: () => void) {
  const queries = useQueryClient();
  return async () => {
    onDone();
    await queries.invalidateQueries({ queryKey: api.alarms.key() });
  };
}
