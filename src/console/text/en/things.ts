/** English: records of every kind. */
export const things = {
  things: {
    title: "Records", desks: "Desks", find: "Find a record or an act …", notFound: "Nothing is called “{{word}}”", shared: "city", none: "Nothing here yet", noneFix: "Records appear here once they are made.",
    id: "Name", status: "State", before: "Back", next: "More", state: "State now", version: "version {{n}}", place: "Where it belongs", eventsCaption: "Events about this, oldest first",
    side: "Acts and duties", duties: "Duties about it", noDuties: "None.", act: "Record of it", noCommand: "There is no such act", another: "Another one", andMore: "and {{n}} more",
  },
} as const;
