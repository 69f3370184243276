/** Calls the canary if it is ever run; `data-canary` shows if it ever becomes an element. */
const markup: readonly string[] = [
  "<script>canary(1)</script>",
  "<script data-canary>alert(2)</script>",
  "</script><script>canary(3)</script>",
  "<img src=x data-canary onerror=canary(4)>",
  '"><img src=x data-canary onerror=alert(5)>',
  "'><svg data-canary onload=canary(6)>",
  "<svg/onload=canary(7) data-canary>",
  "<svg data-canary><script>canary(8)</script></svg>",
  "<svg data-canary><animate onbegin=canary(9) attributeName=x dur=1s>",
  '<svg data-canary><a xlink:href="javascript:canary(10)"><text y=20>x</text></a></svg>',
  "<body onload=canary(11)>",
  "<iframe data-canary src=javascript:canary(12)>",
  '<iframe data-canary srcdoc="<script>parent.canary(13)</script>">',
  "<math data-canary><mtext><img src=x onerror=canary(14)>",
  "<details data-canary open ontoggle=canary(15)>",
  "<input data-canary autofocus onfocus=canary(16)>",
  "<video data-canary><source onerror=canary(17)></video>",
  "<marquee data-canary onstart=canary(18)>",
  '<a data-canary href="javascript:canary(19)">x</a>',
  "<object data-canary data=javascript:canary(20)>",
  '<embed data-canary src="data:text/html,<script>parent.canary(21)</script>">',
  "<base data-canary href=//x.example/>",
  '<meta data-canary http-equiv=refresh content="0;url=javascript:canary(22)">',
  "<style data-canary>*{background:url(javascript:canary(23))}</style>",
  "<template data-canary><script>canary(24)</script>",
  '--><!--<img src=x data-canary onerror="canary(25)">',
  "]]><script>canary(26)</script>",
  "<noscript><p title='</noscript><img src=x data-canary onerror=canary(27)>'>",
];
const code: readonly string[] = [
  "javascript:canary(28)",
  "JaVaScRiPt:canary(29)//",
  "javascript&colon;canary(30)",
  "data:text/html,<script>canary(31)</script>",
  "vbscript:canary(32)",
  "{{constructor.constructor('canary(33)')()}}",
  "$" + "{canary(34)}",
  "<%= canary(35) %>",
  "#{canary(36)}",
  "';canary(37);//",
  '";canary(38);//',
  "`-canary(39)-`",
  "\\u003cscript\\u003ecanary(40)\\u003c/script\\u003e",
  "%3Cscript%3Ecanary(41)%3C/script%3E",
  "&lt;script&gt;canary(42)&lt;/script&gt;",
  "&#60;img src=x onerror=canary(43)&#62;",
  "＜script＞canary(44)＜/script＞",
  '" onmouseover="canary(45)" x="',
  "' autofocus onfocus='canary(46)",
];
const text: readonly string[] = [
  '=HYPERLINK("http://x.example","<b>47</b>")',
  "=cmd|' /C calc'!A48",
  "+1+49",
  "-1+50",
  "@SUM(A51)",
  "\u202e\u2066gnp.52\u2069",
  "a\u0301\u0323\u200b\u200d53\ufeff\u00ad",
  "\u{1F469}\u200d\u{1F4BB}\ufffd54",
  "__proto__",
  "constructor",
  "'; drop table tenant; -- 57",
  "../../etc/passwd 58",
  `59${"<x>".repeat(58)}`,
];

/** Sixty names that people, equipment and labels may have and that must stay text. None begins or ends in space. */
export const hostileNames: readonly string[] = [...markup, ...code, ...text];

/** What no name may hold: refused at the door in words, because no database keeps it as it is. */
export const refusedNames: readonly string[] = ["a\u0000b", "\u0000", "\ud800", "a\udfffb", "\udc00\ud800"];

/** What no name keeps, because it turns what stands after it and nobody sees it. */
export const turning = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu;

/** As a page shows it: without marks of direction, and runs of white space are one space there. */
export function asShown(name: string): string {
  return name.replace(turning, "").replace(/\s+/gu, " ").trim();
}
