import { DisagreementSection } from "./disagreement-section.tsx";
import { DistributionSection } from "./distribution-section.tsx";
import { FlowSection } from "./flow-section.tsx";
import { ImpactDrawer } from "./impact-drawer.tsx";

/** Power and cooling: where the energy went, what does not agree, and what hangs on which breaker and loop. */
export function PowerPage() {
  return (
    <main className="grid gap-6">
      <FlowSection />
      <DisagreementSection />
      <DistributionSection />
      <ImpactDrawer />
    </main>
  );
}
