/** What unmatched series measure, as a person says it. */
export const sourcesEn = {
  "sources.ended": "recording ended",
  "sources.clock.ahead":
    "clock {ahead} ahead{count, plural, =0 {} other { ({of})}}: its samples look newer than they are, and stay live as long after it falls silent. Set it by NTP; from 10 min on they are refused.",
  "sources.bind": "Bind",
  "sources.bind.seems": "Seems to be",
  "sources.bind.unsure": "name and labels do not tell for certain",
  "sources.bind.measured": "{what}: another series measures it already",
  "sources.bind.meaning": "{subject}: {quantity}, sent in {unit}",
  "sources.bind.one": "Bind as {what}",
  "sources.bind.all": "Bind all of this metric",
  "sources.bind.all.about":
    "Every series of {metric}, each to what its label {label} names; those that this source sends later as well",
  "sources.bind.choose": "Choose…",
  "sources.bind.choose.of": "Choose what {series} measures",
  "sources.bind.done": "Bound: {what}. Its samples count from now on, those sent before as well.",
  "sources.bind.all.done":
    "{metric}: {bound, plural, one {# series} other {# series}} bound{left, plural, =0 {} one {; # stays unmatched, its label names nothing known or something already measured} other {; # stay unmatched, their labels name nothing known or something already measured}}. What this source sends of it later is bound as well.",
  "sources.bind.title": "What does this series measure?",
  "sources.bind.kind": "Of a",
  "sources.bind.id": "Its id in the inventory",
  "sources.bind.id.slot": "server:slot, slots from 0",
  "sources.bind.quantity": "What is measured",
  "sources.bind.unit": "Sent in",
  "sources.bind.unit.hint": "The unit in which the source sends it",
  "sources.last.value": "Last value",
  "sources.last.heard": "Last heard",
  "sources.hand": "Bound by hand",
  "sources.hand.about":
    "What people said that series measure. What was said of a whole metric holds for series that the source sends later, too.",
  "sources.hand.none": "No series was bound by hand.",
  "sources.hand.more": "The newest {shown} of {total} series are listed.",
  "sources.hand.metric": "Metric",
  "sources.hand.source": "Sent by",
  "sources.hand.source.gone": "a key that is gone",
  "sources.hand.measures": "Measures",
  "sources.hand.since": "Since",
  "sources.hand.how": "Bound",
  "sources.hand.alone": "alone",
  "sources.hand.by.metric": "with its metric",
  "sources.hand.rule": "{quantity} of the {kind} that its label {label} names, sent in {unit}",
  "sources.unbind": "Take back",
  "sources.unbind.of": "Take back: {what}",
  "sources.unbind.title": "Take this binding back?",
  "sources.unbind.rule":
    "{count, plural, =0 {It binds no series now.} one {The one series that it binds is unmatched again.} other {The # series that it binds are unmatched again.}} Series that come later are not bound any more.",
  "sources.unbind.one.of.rule":
    "It was bound with its metric. The other series of the metric stay bound; this one is not bound again by itself.",
  "sources.unbind.means":
    "Its samples stay stored and count nowhere from now on, neither new ones nor those of the past. Reports and statements that were issued stay as they are; drawn up anew they may differ. Bound again as the same it has its history back. The log keeps who did it.",
  "sources.unit.ratio": "0 to 1",
  "sources.unit.count": "pieces",
  "sources.unit.code": "codes",
  "sources.unmatched.about":
    "These are stored but count nowhere until somebody says what they measure. Binding is recorded in the log.",
} as const;
