import type { AlarmView } from "@aidc/contract";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { client } from "../../../api/client.ts";
import { describeFailure } from "../../../api/failure.ts";
import { api } from "../../../api/queries.ts";
import { useOpsCenter } from "../ops-center.tsx";
import { acknowledgeSeveral, takeBackSeveral } from "./acknowledge-several.ts";

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
  const onSuccess = () => queries.invalidateQueries({ queryKey: api.alarms.key() });
  const undo = useMutation({
    mutationFn: (alarms: readonly AlarmView[]) =>
      takeBackSeveral(alarms, async ({ id, occurrence }) => {
        try {
          await client.alarms.unacknowledge({ center, alarm: id, occurrence });
          return null;
        } catch (error) {
          return describeFailure(error);
        }
      }),
    onSuccess,
  });
  const acknowledge = useMutation({
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
    onMutate: () => undo.reset(),
    onSuccess,
  });
  return {
    isBusy: acknowledge.isPending || undo.isPending,
    result: undo.data ? null : (acknowledge.data ?? null),
    error: acknowledge.error ?? undo.error,
    undone: undo.data ?? null,
    /** What was acknowledged last and not taken back. */
    undoable: undo.data ? [] : (acknowledge.data?.done ?? []),
    send: acknowledge.mutate,
    undo: undo.mutate,
  };
}

export type Acknowledging = ReturnType<typeof useAcknowledge>;

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
