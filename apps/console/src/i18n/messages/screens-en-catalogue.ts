/** Words of the list of walls and their screens. */
export const screensEn = {
  "screens.page": "Walls",
  "screens.keys": "Go to walls",
  "screens.what":
    "A link is display-only. Each screen that shows one reports every ten seconds what it draws; one that stands still for 30 seconds is an alarm.",
  "screens.none": "No wall link yet",
  "screens.new": "New wall link",
  "screens.name.hint": "Where the screen hangs, for example: control room, left.",
  "screens.revoke.sure":
    "Screens that show {name} go dark within a second. A revoked link does not come back.",
  "screens.state.drawing": "drawing",
  "screens.state.late": "late",
  "screens.state.frozen": "frozen",
  "screens.state.waiting": "waiting for word",
  "screens.state.left": "no screen",
  "screens.state.unheard": "not heard of",
  "screens.state.revoked": "revoked",
  "screens.column.created": "Created",
  "screens.column.picture": "Last picture",
  "screens.column.frames": "Frames per second",
  "screens.column.heap": "Heap",
  "screens.column.build": "Build",
  "screens.column.deeds": "Link",
  "screens.build.other": "not the server's",
} as const;
