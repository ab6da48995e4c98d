/** English: an incident as a whole. */
export const incident = {
  incident: {
    pack: "Pack", counterfactual: "Counterfactual", counterfactualExplain: "The pack applied was not in force at the time of what is replayed: what would have been found under other rules.",
    toBoard: "Board: {{n}} open", toThings: "Records", noEvents: "Nothing has happened yet", noEventsFix: "Events appear here as they are recorded.",
  },
  known: { label: "As known at", exact: "Exact time to look back to", all: "everything known", at: "only what was known by", reset: "Back to all" },
  headline: {
    label: "The first alarm", firstWould: "The first alarm would have been raised", first: "First alarm raised", to: "to", nobody: "nobody named",
    lead: "Ahead of the end by", leadOf: "{{subject}}: {{duty}}, done at last", count: "Findings", certain: "{{n}} certain",
  },
  findings: {
    title: "Findings", caption: "Findings in the order their alarms were raised", none: "No findings", noneFix: "Nothing was missed up to this moment.",
    raised: "Alarm raised, to whom", what: "What was missed", who: "Held by, answerable", late: "Late", strip: "Deadline, alarm and end on one time axis", evidence: "Rests on",
    answers: "Answerable:", nobodyNamed: "nobody was named", unassigned: "nobody named", asked: "Had asked {{post}} for {{what}}:", noAnswer: "no answer",
    noNumber: "no number can be given", certain: "certain", possible: "possible", found: "found", foundStated: "found, and stated by the authority",
    legendRaised: "Alarm raised", legendDue: "Due", legendDone: "Done",
  },
  figures: { title: "Figures", cutOff: "counted at", none: "Nothing to count yet", notThen: "The figures are those of the cut-off shown, not of the moment looked back to." },
  checks: { title: "Checks", caption: "Measures read off the ledger", what: "Measure", about: "About", value: "Value", how: "How it was reckoned", assumed: "assumed" },
  time: {
    title: "Time line", caption: "Events in the order they were learned, with when each happened", show: "Rows shown", fact: "Facts", alarm: "Alarms", duty: "Duties", setup: "Setup",
    older: "Show earlier events", axis: "When it happened and when it was learned", learnedLater: "learned {{length}} later",
    legendOccurred: "When it happened, as wide as it is uncertain", legendLearned: "When it was learned", legendAlarm: "Alarm raised",
  },
} as const;
