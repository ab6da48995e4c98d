/** English: alarms and this device. */
export const alarms = {
  alarms: {
    title: "Alarms", calls: "Calls", mine: "Only those to my post", none: "Nothing rings", noneFix: "When a duty falls due unseen, whoever is on watch is rung, and it shows here.",
    answer: "I have it", answeredBy: "Answered by {{post}}", answeredSpoken: "The call is answered.", over: "Over", unanswered: "Nobody has answered", next: "next post is rung in {{length}}",
    rung: "rung {{n}} times, last {{post}}", chooseFirst: "Choose the post you act as first.", channels: "Ways of ringing",
  },
  rank: { emergency: "Emergency", warning: "Warning", reminder: "Reminder" },
  device: {
    title: "This device", on: "This device rings.", off: "This device does not ring yet.", denied: "The browser forbids notifications for this page. Allow them in the browser's settings for this site.",
    unsupported: "This browser cannot ring. On a phone, add this page to the home screen first, or use another browser.", insecure: "Ringing needs a secure address (https). Ask whoever runs the server.",
    post: "For the post: {{post}}", turnOn: "Ring this device", move: "Ring it for this post", turnOff: "Stop ringing", notReached: "The browser's push service cannot be reached from here.",
  },
} as const;
