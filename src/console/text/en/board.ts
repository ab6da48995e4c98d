/** English: the board, and how a duty stands and how its clock is going. */
export const board = {
  board: {
    title: "Duty board", byOrg: "By organisation", orgCaption: "Organisations with their open duties, worst first", org: "Organisation", oldest: "Oldest",
    caption: "Duties, overdue first, then by deadline",
    col: { state: "State", duty: "Duty", holder: "Held by", due: "Due" },
    fold: "Hide what is below {{org}}", unfold: "Show what is below {{org}}", countOf: "{{org}}: {{n}} {{what}}",
    kind: "Kind of duty", allKinds: "All kinds", clear: "Clear filters", without: "Without the filter {{what}}", batch: "Order {{id}}",
    missing: "Missing: {{what}}", offeredTo: "Waits for {{post}} to accept", offerExpired: "Not accepted in time by {{post}}",
    escalated: "Escalated to level {{n}}", toVerify: "To be checked by {{post}}", unassigned: "nobody named", heldFor: "for {{length}}",
    stoodStill: "The clock stands at", toFindings: "What went wrong, and when it would have been noticed",
    noIncident: "There is no incident yet", noIncidentFix: "Load your organisations, posts and sites first; then the first order can be given.", toSetup: "To the setup",
    none: "Nothing is owed", noneFix: "Every duty of this incident has been closed. New ones appear here by themselves.",
    noneFiltered: "No duty fits these filters", loadingMore: "Loading more …",
  },
  facet: { label: "Faces of the board", all: "All in hand", overdue: "Overdue", blocked: "Blocked", offered: "Not accepted", done: "To be checked" },
  count: { open: "Open", overdue: "Overdue", blocked: "Blocked", offered: "Not accepted" },
  bucket: { overdue: "Overdue", perhaps: "Perhaps overdue", soon: "Due within 2 hours", today: "Due within a day", later: "Due later", "no-clock": "Without a deadline" },
  sign: {
    overdue: "Overdue", blocked: "Blocked", offered: "Not accepted", done: "Done, to be checked", started: "Under way", open: "Open",
    verified: "Verified", lapsed: "Lapsed", withdrawn: "Withdrawn",
  },
  due: { none: "no deadline", inTime: "in time", left: "{{length}} left", late: "{{length}} late", perhaps: "perhaps {{length}} late" },
  find: {
    placeholder: "Find an organisation, duty, thing …", label: "Find an organisation, a kind of duty, a duty by number or a thing by reference",
    org: "organisation", kind: "kind of duty", duty: "duty", thing: "thing",
  },
} as const;
