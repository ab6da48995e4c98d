/** English: setting a city up from its workbook, and what it still lacks. */
export const setup = {
  setup: {
    title: "Setup", lead: "Your organisations, posts, phones, rosters, sites, rooms, vehicles and laboratories, from one workbook.",
    book: "The city's workbook", fetch: "Fetch the workbook", fetchHint: "The empty form explains each column and holds one example a sheet.", empty: "Empty workbook", asItStands: "The city as it stands",
    give: "Give it back filled in", giveHint: "It is read and checked first; nothing changes until you take it in.", choose: "Choose a file", dropHere: "or drop it here",
    sending: "Sending …", reading: "Reading and checking …", allRight: "Every row is right", someWrong: "Some rows are refused", done: "Taken in", again: "Choose the corrected file",
    take: "Take it in", takeGood: "Take in only the rows that are right", unchanged: "{{n}} already so", nothingNew: "Nothing was new.", problems: "Refused rows and notes",
    tab: "Sheet", row: "Row", field: "Field", why: "Why", note: "note", saidLoaded: "The workbook has been taken in.", saidChecked: "The workbook has been checked.",
    nothingYet: "No city has been loaded yet. What is missing shows here once there is one.", onToBoard: "On to the board", firstOrder: "Give the first order",
    gaps: "Still missing", noGaps: "Nothing is missing: every post can be rung and every duty has somebody who answers for it.",
    openIncident: "Open an incident", openHint: "An incident draws on the city's organisations, posts, sites and vehicles. A drill has a city of its own.", incidentTitle: "What it is called",
    rules: "Rules it runs under", command: "Who commands it", mode: "Live or a drill", open: "Open it",
  },
  sheet: { orgs: "Organisations", posts: "Posts", roster: "Rosters", sites: "Sites", rooms: "Rooms", vehicles: "Vehicles", labs: "Laboratories" },
  gap: {
    "nobody-answers": "Duties nobody answers for", "nobody-to-alarm": "Units whose alarms reach nobody there", "empty-cell": "Cells without anybody", "no-phone": "Posts without a phone", "no-deputy": "Posts without a deputy",
    "no-roster": "Posts without a roster", "watch-uncovered": "Hours nobody is on watch", "site-post-unfilled": "Sites with unfilled posts", "site-not-certified": "Sites not certified", other: "Other gaps",
  },
} as const;
