/** English: sheets written from the ledger, and what may be done with them. */
export const sheets = {
  sheets: {
    title: "Sheets", lead: "Each is written from the ledger and nothing else. Press a number for the rows behind it.", choose: "Choose a sheet.", chooseOne: "Choose…", nothing: "None.", none: "none", more: "and {{n}} more",
    cutOff: "Written at", freeze: "Freeze as a brief", briefName: "Name of the brief", frozen: "Frozen. A meeting can adopt it, and decisions can name it.",
    stepIn: "Step in and take these along", steppedIn: "You stand in for the post now; its duties are yours.", reason: "Reason",
    write: "Write as my hand-over", note: "Note for the next watch", written: "Written. The incoming watch signs for it; until then the watch is yours.", ownOnly: "The watch of this organisation writes its own hand-over.",
  },
} as const;
