/** English: the page of an exit point, its list, its checks and its reports. */
export const gate = {
  gate: {
    title: "Exit point", lead: "Checks permits by the list this phone carries, with or without a network. It advises; you decide. An emergency always passes.",
    list: "The list on this phone", noList: "No list yet. Take one while there is a network.", age: "{{gate}}: the list is {{length}} old.", old: "It is older than it should be: a revocation may be missing. Take a new one when you can.",
    name: "Exit point", as: "Reports of this phone go in as {{role}} of {{org}}.", take: "Take the newest list", taken: "Taken. This page opens again without a network.", takenOpen: "Taken, but this browser cannot keep the page: leave it open.", forged: "The list's signature does not hold. It was not taken.",
    full: "There is no room on this phone for the list.", noNetwork: "No network. The list you carry goes on serving.",
    check: "Check a permit", scan: "Scan the code, or type the permit's number", code: "Code on the paper, if it has one", look: "Check", letEmergency: "Emergency: let pass",
    permit: "Permit {{permit}}, people: {{n}}.", letPass: "Let pass", letPassAnyway: "Let pass all the same", unsure: "This browser cannot check signatures. Compare number and code on paper, or ask the desk.",
    verdict: { pass: "It holds", ask: "Look closer, then decide", no: "It does not hold" },
    doubt: {
      "not-signed": "It is not one of ours, or was changed.", "other-incident": "It belongs to another incident.", revoked: "It was revoked.", "not-yet": "It does not begin yet.", expired: "It has run out.",
      "other-gate": "It is for other exit points.", "used-up": "It has been used as often as it allows.", "code-wrong": "The code does not belong to this number.",
    },
    turnBack: "Turn somebody back", reason: "Why", told: "What way out you told them: ask, have it reviewed, emergency lane", turnedBack: "Turned back", passed: "Let pass", emergency: "emergency", noPermit: "without a permit",
    reports: "Reports of this phone", waiting: "{{n}} wait for a network", allSent: "All sent",
    toGate: "Check permits at an exit point", forGate: "For the gate", onPaper: "On paper, beside the number:", line: "To scan, or to send to the person's phone",
  },
} as const;
