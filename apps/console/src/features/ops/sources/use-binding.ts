import type { bindingSuggestionSchema } from "@aidc/contract";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useIntl } from "react-intl";
import type { z } from "zod";
import type { Failure } from "../../../api/failure.ts";
import { describeFailure } from "../../../api/failure.ts";
import { api } from "../../../api/queries.ts";
import type { Meaning } from "./use-meaning-words.ts";
import { useMeaningWords } from "./use-meaning-words.ts";

type Suggestion = z.infer<typeof bindingSuggestionSchema>;

export interface Binding {
  readonly isBusy: boolean;
  /** What was done last, as a sentence. */
  readonly told: string | null;
  readonly failure: Failure | null;
  bindOne(series: number, suggestion: Suggestion): void;
  bindAll(metric: string, suggestion: Suggestion): void;
  /** A series was bound elsewhere on the page. */
  tell(meaning: Meaning): void;
}

/** Says yes to a suggestion, for one series or for all of a metric. */
export function useBinding(center: string): Binding {
  const intl = useIntl();
  const say = useMeaningWords();
  const queries = useQueryClient();
  const [told, setTold] = useState<string | null>(null);
  const [error, setError] = useState<Error | null>(null);
  const done = async (sentence: string) => {
    setTold(sentence);
    setError(null);
    await queries.invalidateQueries({ queryKey: api.sources.key() });
  };
  const failed = (cause: Error) => {
    setTold(null);
    setError(cause);
  };
  const one = useMutation(api.sources.bindSeries.mutationOptions({ onError: failed }));
  const all = useMutation(api.sources.bindMetric.mutationOptions({ onError: failed }));
  const tell = (meaning: Meaning) =>
    void done(intl.formatMessage({ id: "sources.bind.done" }, { what: say(meaning) }));
  return {
    isBusy: one.isPending || all.isPending,
    told,
    failure: error && describeFailure(error),
    tell,
    bindOne: (series, { subject, quantity, unit }) =>
      one.mutate(
        { center, series, subject, quantity, unit },
        { onSuccess: () => tell({ subject, quantity, unit }) },
      ),
    bindAll: (metric, { subject, quantity, unit, by }) =>
      all.mutate(
        { center, metric, kind: subject.kind, by, quantity, unit },
        {
          onSuccess: ({ bound, left }) =>
            void done(intl.formatMessage({ id: "sources.bind.all.done" }, { metric, bound, left })),
        },
      ),
  };
}
