import { findModel } from "@aidc/domain";
import { useCallback } from "react";
import { useMyTenant } from "./my-tenant.tsx";

/** The name of a model as its maker writes it; the id where nobody knows it. */
export function useModelName(): (model: string) => string {
  const { models } = useMyTenant().state;
  return useCallback(
    (model) => models.find((own) => own.model === model)?.name ?? findModel(model, [])?.name ?? model,
    [models],
  );
}
