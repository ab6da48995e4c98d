/** English: the frame around every page, connection, acting post, keys, failures, small words. */
export const frame = {
  frame: {
    name: "Firebreak",
    home: "Firebreak, to the board",
    ways: "Main ways",
    skip: "Skip to the page",
    whichIncident: "Incident on screen",
    noPage: "There is no page at this address",
    noPageFix: "Check the address, or go on from the bar at the top.",
  },
  way: { board: "Board", incident: "Incident", things: "Records", alarms: "Alarms", setup: "Setup" },
  mode: {
    live: "Live", replay: "Replay", drill: "Drill",
    liveGroup: "Live incidents", replayGroup: "Replays of real incidents", drillGroup: "Drills",
  },
  live: {
    off: "Not connected", connecting: "Connecting", live: "Live", lost: "Connection lost",
    noneYet: "no event yet", secondsAgo: "last event {{n}} s ago", longAgo: "last event {{length}} ago",
    lostSpoken: "The live connection is lost. What is shown may be out of date. Trying again.",
    backSpoken: "The live connection is back. Nothing was missed.",
  },
  acting: {
    as: "Acting as", none: "Choose your post", title: "Acting as",
    explain: "Everything you do is recorded under this post. Until sign-in is set up, the system takes your word for it.",
    org: "Organisation", role: "Role", sign: "Your sign", signHint: "Staff number or initials. It goes into the ledger, so no full name.",
    noPosts: "No posts are named at this organisation. Name them on the setup page.", save: "Act as this post", leave: "Stop acting",
  },
  theme: { system: "Colours as the system says; switch to light", light: "Light colours; switch to dark", dark: "Dark colours; switch to the system's" },
  keys: {
    title: "Keys", everywhere: "Everywhere", onBoard: "On the board", onDuty: "On a duty", help: "This list", find: "Find",
    goBoard: "To the board", goIncident: "To the incident", goThings: "To the records", goAlarms: "To the alarms", goSetup: "To the setup",
    down: "Next duty", up: "Previous duty", open: "Open it", face: "All, overdue, blocked, not accepted, to be checked", clear: "Clear all filters", back: "Back to the board",
  },
  failure: {
    offline: "The server cannot be reached", offlineFix: "Check the network and whether the server is running, then try again. What you typed is still here.",
    outage: "The server could not answer ({{status}})", outageFix: "Try again in a moment. If it stays, tell whoever runs the server.",
    refused: "Not done.", wayOut: "What to do:", where: "at {{where}}",
  },
  fault: {
    title: "This page has made a mistake", fix: "Nothing you recorded is lost. Load the page again; if it stays, report the words below.", reload: "Load again",
    outdated: "A newer version of this page is ready", outdatedFix: "Load it to go on. Nothing you recorded is lost.",
  },
  say: { loading: "Loading …", retry: "Try again", close: "Close", choose: "Choose …", cancel: "Cancel", yes: "yes", no: "no" },
} as const;
