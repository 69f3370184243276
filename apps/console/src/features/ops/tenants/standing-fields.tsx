import type { IndustrySection, Tenant, TenantClass } from "@aidc/contract";
import { industrySections, tenantClasses } from "@aidc/contract";
import { classWords, industryWords, notStatedWords } from "@aidc/domain";
import { useIntl } from "react-intl";
import { wordIn } from "../../../i18n/word-in.ts";
import { SelectField, TextField } from "../../../ui/field.tsx";

/** What the form says of a tenant; empty is not stated. */
export interface StandingDraft {
  readonly class: TenantClass | "";
  readonly industry: IndustrySection | "";
  /** Local day; empty: today. */
  readonly since: string;
  /** It corrects what was said before, for all times. */
  readonly isCorrection: boolean;
}

export function draftOf(tenant: Tenant | null): StandingDraft {
  const { class: stated = "", industry = "" } = tenant ?? {};
  return { class: stated, industry, since: "", isCorrection: false };
}

/** Whether something else is said than what is stated, so that it matters from when on it holds. */
const isOther = (tenant: Tenant | null, draft: StandingDraft): boolean =>
  (tenant?.class ?? "") !== draft.class || (tenant?.industry ?? "") !== draft.industry;

const isStated = (tenant: Tenant | null): boolean =>
  tenant?.class !== undefined || tenant?.industry !== undefined;

/** As the endpoint wants it: what did not change is not said again. */
export function standingOf(tenant: Tenant | null, draft: StandingDraft) {
  if (!isOther(tenant, draft)) return {};
  const from = draft.isCorrection ? { since: null } : draft.since === "" ? {} : { since: draft.since };
  return {
    class: draft.class === "" ? null : draft.class,
    industry: draft.industry === "" ? null : draft.industry,
    ...(isStated(tenant) ? from : {}),
  };
}

/** Class and industry of a tenant and, where they change, from which day on they hold. */
export function StandingFields(props: {
  tenant: Tenant | null;
  draft: StandingDraft;
  faults: Readonly<Record<string, string>>;
  onChange: (draft: StandingDraft) => void;
}) {
  const { tenant, draft, faults, onChange } = props;
  const intl = useIntl();
  const unstated = { value: "", text: wordIn(intl.locale, notStatedWords) };
  const industries = industrySections.map((id) => ({
    value: id,
    text: `${id} ${wordIn(intl.locale, industryWords[id])}`,
  }));
  const classes = tenantClasses.map((id) => ({ value: id, text: wordIn(intl.locale, classWords[id]) }));
  return (
    <>
      <SelectField
        label={intl.formatMessage({ id: "desk.tenants.class" })}
        options={[unstated, ...classes]}
        value={draft.class}
        fault={faults.class}
        onChange={({ target }) =>
          onChange({ ...draft, class: tenantClasses.find((id) => id === target.value) ?? "" })
        }
      />
      <SelectField
        label={intl.formatMessage({ id: "desk.tenants.industry" })}
        hint={intl.formatMessage({ id: "desk.tenants.industry.hint" })}
        options={[unstated, ...industries]}
        value={draft.industry}
        fault={faults.industry}
        onChange={({ target }) =>
          onChange({ ...draft, industry: industrySections.find((id) => id === target.value) ?? "" })
        }
      />
      {isStated(tenant) && isOther(tenant, draft) && (
        <SinceFields draft={draft} fault={faults.since} onChange={onChange} />
      )}
    </>
  );
}

function SinceFields(props: {
  draft: StandingDraft;
  fault: string | undefined;
  onChange: (draft: StandingDraft) => void;
}) {
  const { draft, fault, onChange } = props;
  const intl = useIntl();
  return (
    <>
      <TextField
        label={intl.formatMessage({ id: "desk.tenants.since" })}
        hint={intl.formatMessage({ id: "desk.tenants.since.hint" })}
        type="date"
        value={draft.since}
        disabled={draft.isCorrection}
        fault={fault}
        onChange={({ target }) => onChange({ ...draft, since: target.value })}
      />
      <label className="flex min-h-8 items-center gap-2 text-sm">
        <input
          type="checkbox"
          checked={draft.isCorrection}
          onChange={({ target }) => onChange({ ...draft, isCorrection: target.checked })}
        />
        {intl.formatMessage({ id: "desk.tenants.correction" })}
      </label>
    </>
  );
}
