/** English: one duty, its time line, clause, chain, acts; forms; events. */
export const duty = {
  duty: {
    events: "What happened", eventsCaption: "Events of this duty, oldest first", side: "Acts, chain and rule", copy: "Copy the number {{id}}",
    heldBy: "Held by", lastHeldBy: "Last held by", since: "since", askedBy: "Asked by", due: "Due", planned: "Planned for", done: "Done",
  },
  timing: { "in-time": "in time", late: "late", "possibly-late": "possibly late", "reported-late": "in time, reported late", "no-clock": "without a deadline" },
  line: {
    heading: "Its life", title: "Time line of this duty; the table of events says the same in words", legend: "What the shapes mean",
    state: "How it stood", holder: "Who held it", clock: "Deadline and alarms", 
    offerOf: "Passed to {{post}}", followOf: "Followed up by {{post}}",
  },
  tone: {
    open: "Held, not begun", started: "Under way", blocked: "Blocked", done: "Done, not yet checked", held: "Held", pending: "Waiting to be accepted",
    expired: "Time to accept has run out", follow: "Followed up", due: "Due", unsure: "Time not known exactly",
  },
  mark: {
    reminded: "Reminder", warned: "Perhaps due", overdue: "Overdue raised", escalated: "Gone up to level", look: "Check recorded", silence: "No check recorded",
    accepted: "Accepted", declined: "Declined", rejected: "Rejected", done: "Reported done", closed: "Closed", planned: "Plan recorded",
  },
  clause: {
    title: "The rule behind the clock", none: "This duty has no clock of its own, so no clause is cited.", origin: "Where the value comes from", variants: "Also found",
    replaces: "Instead of {{pack}}", changed: "The pack has changed since; the duty keeps the version it was created under. The value shown is today's.",
    cited: "Clause", pack: "Pack", hash: "Version", startedBy: "Clock started by",
  },
  chain: {
    title: "Chain", serves: "Opened for this blocked duty", asked: "Asked by", passed: "Passed on", noLook: "no receipt or check recorded", looks: "receipts or checks: {{n}}",
    silences: "silent {{n}}×", nextLook: "next check in {{length}}", lookLate: "check missing for {{length}}", holds: "Holds it now", held: "Held it last",
    unassigned: "Nobody is named for this, so the incident's command holds it.", offered: "Offered to, not accepted yet: the sender still holds it", offerExpired: "Offered to, time to accept has run out",
    offerDue: "to be accepted by", blockedSince: "since", resource: "Asked one level up", blockedTime: "Blocked for {{length}} in all; that time is not counted against the holder.",
  },
  actions: {
    title: "What you may do", replay: "A replay shows what happened. Nothing can be done in it.", chooseFirst: "Choose the post you act as; then this shows what that post may do.",
    as: "As {{post}}", nothing: "Nothing is asked of this post here.", closed: "This duty is closed.", notNow: "Not possible for this post: {{n}}",
  },
  form: {
    optional: "(optional)", earlier: "It happened earlier", earlierHint: "When it happened. It is then recorded as a report, even where it breaks a rule.",
    precision: "How exactly", precise: { minute: "Exact time", day: "Only the day", between: "Between two times" }, earliest: "Earliest", latest: "Latest", at: "Time",
    zone: "Times of {{zone}}", in: { zh: "Chinese", en: "English" }, many: "One a line, or parted by commas.", manyThings: "{{kind}}: one a line, or parted by commas.", allOf: "{{level}}: all {{n}}", filterOrgs: "Find by name", chosen: "{{n}} chosen",
    addRow: "Add another", removeRow: "Remove number {{n}}", notComplete: "Not everything is filled in yet.", recordedAs: "Recorded under {{post}}.",
    noWayBack: "{{what}}: this cannot be taken back.", back: "Back", next: "Go on …", yes: "Yes, {{what}}", sending: "Recording …", sendAgain: "What you typed is kept. Press again; it will not be done twice.",
    recorded: "Recorded: {{what}}.",
  },
  trouble: {
    required: "Needed", "not-a-number": "Not a number", "too-small": "Too small", "too-large": "Too large", pattern: "Not in the form expected: no spaces or colons", "too-few": "More are needed",
    "upside-down": "The earliest lies after the latest",
  },
  event: { occurred: "Happened", what: "What", who: "By", learned: "Learned", no: "No.", follows: "follows from", command: "Command", number: "event {{n}}", lag: "{{length}} later", early: "raised before it was known to have been done in time", to: "to {{post}}" },
} as const;
