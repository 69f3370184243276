/** What unmatched series measure, as a person says it. */
export const sourcesEn = {
  "sources.ended": "recording ended",
  "sources.bind": "Bind",
  "sources.bind.seems": "Seems to be",
  "sources.bind.unsure": "nothing is certain, or it is measured already",
  "sources.bind.meaning": "{kind} {id}: {quantity}, sent in {unit}",
  "sources.bind.one": "Bind as {what}",
  "sources.bind.all": "Bind all of this metric",
  "sources.bind.all.about": "Every unmatched series of {metric}, each to what its label {label} names",
  "sources.bind.choose": "Choose…",
  "sources.bind.choose.of": "Choose what {series} measures",
  "sources.bind.done": "Bound: {what}. Its samples count from now on, those sent before as well.",
  "sources.bind.all.done":
    "{metric}: {bound, plural, one {# series} other {# series}} bound{left, plural, =0 {} one {; # stays unmatched, its label names nothing known or something already measured} other {; # stay unmatched, their labels name nothing known or something already measured}}.",
  "sources.bind.title": "What does this series measure?",
  "sources.bind.kind": "Of a",
  "sources.bind.id": "Its id in the inventory",
  "sources.bind.id.slot": "server:slot, slots from 0",
  "sources.bind.quantity": "What is measured",
  "sources.bind.unit": "Sent in",
  "sources.bind.unit.hint": "The unit in which the source sends it",
  "sources.unit.ratio": "0 to 1",
  "sources.unit.count": "pieces",
  "sources.unit.code": "codes",
  "sources.unmatched.about":
    "These are stored but count nowhere until somebody says what they measure. Binding is recorded in the log.",
} as const;
