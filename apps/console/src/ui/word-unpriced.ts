import type { Unpriced } from "@aidc/contract";
import type { IntlShape } from "react-intl";

/** What has no price, and why, in the language of the page. */
export function wordUnpriced(about: Unpriced, name: (model: string) => string, intl: IntlShape): string {
  const basis = (of: "leased" | "allocated") => intl.formatMessage({ id: `unpriced.basis.${of}` });
  const resource = (of: Extract<Unpriced, { why: "no_rule" }>["resource"]) =>
    intl.formatMessage({ id: `my.resource.${of}` });
  const model = (id: string | null) =>
    id === null ? intl.formatMessage({ id: "unpriced.model.any" }) : name(id);
  switch (about.why) {
    case "no_version":
      return intl.formatMessage(
        { id: "unpriced.no_version" },
        { what: resource(about.resource), basis: basis(about.basis) },
      );
    case "no_rule": {
      const what = about.model === null ? resource(about.resource) : model(about.model);
      const told = { what, basis: basis(about.basis), version: String(about.version) };
      return intl.formatMessage({ id: "unpriced.no_rule" }, told);
    }
    case "part_of_instance": {
      const { cards, rule } = about;
      return intl.formatMessage(
        { id: "unpriced.part_of_instance" },
        { cards, model: model(about.model), rule },
      );
    }
    case "unknown_model":
      return intl.formatMessage({ id: "unpriced.unknown_model" }, { basis: basis(about.basis) });
    case "no_peak": {
      const { precision } = about;
      return intl.formatMessage({ id: "unpriced.no_peak" }, { model: model(about.model), precision });
    }
    case "as_it_happens":
      return intl.formatMessage({ id: "unpriced.as_it_happens" });
    case "too_far":
      return intl.formatMessage({ id: "unpriced.too_far" }, { months: about.months });
  }
}
