/** English: the transfer desk: proposed trips, people who wait, taking a proposal over. */
export const transfers = {
  transfers: {
    title: "Who goes where", lead: "A proposal for the people who wait: rooms, vehicles and teams matched. You decide; taken over, it takes effect as a whole or not at all.",
    again: "Ask anew", none: "Nobody can leave just now.", nobody: "Nobody waits for a place.", trips: "Trips proposed: {{n}}", leaving: "Leaving at", notProved: "the best found in the time there was", cancels: "Cancels trip {{trip}}:",
    waiting: "People who wait: {{n}}", due: "Due", take: "Take this proposal over", taken: "Taken over.",
  },
} as const;
