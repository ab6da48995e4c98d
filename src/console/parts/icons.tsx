/** The console's few signs, drawn on a 16-unit square in the colour of the text around them; never alone. */
const PATHS = {
  open: "M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11Z",
  started: "M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11ZM8 2.5v11M8 5.2h2.6M8 8h3.6M8 10.8h2.6",
  blocked: "M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11ZM4.8 8h6.4",
  done: "M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11ZM5.6 8.2l1.7 1.7 3.2-3.6",
  verified: "M5 8.3 7.2 10.5 11.6 5.6M2 8.3l1.7 1.8M13.9 4.6l-4.4 5",
  lapsed: "M3 8h10M5 5.2h6M5 10.8h6",
  withdrawn: "M4.4 4.4l7.2 7.2M11.6 4.4l-7.2 7.2",
  overdue: "M8 2.2 14.2 13H1.8ZM8 6.4v3.2M8 11.2v.4",
  offered: "M2.5 8h8M7.5 4.8 10.7 8l-3.2 3.2M13.5 3.5v9",
  bell: "M4 11.2V7.4a4 4 0 0 1 8 0v3.8l1 1.3H3ZM6.7 13.9h2.6",
  clock: "M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11ZM8 5v3.2l2.1 1.5",
  search: "M7 3a4 4 0 1 0 0 8 4 4 0 0 0 0-8ZM10 10l3.4 3.4",
  down: "M4 6.2 8 10.2l4-4",
  right: "M6.2 4 10.2 8l-4 4",
  left: "M9.8 4 5.8 8l4 4",
  up: "M4 9.8 8 5.8l4 4",
  close: "M4.2 4.2l7.6 7.6M11.8 4.2l-7.6 7.6",
  person: "M8 2.8a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5ZM3.2 13.2c.5-2.6 2.4-4 4.8-4s4.3 1.4 4.8 4",
  sun: "M8 5.2a2.8 2.8 0 1 0 0 5.6 2.8 2.8 0 0 0 0-5.6ZM8 1.6v1.2M8 13.2v1.2M1.6 8h1.2M13.2 8h1.2M3.5 3.5l.8.8M11.7 11.7l.8.8M3.5 12.5l.8-.8M11.7 4.3l.8-.8",
  moon: "M13 9.6A5.6 5.6 0 0 1 6.4 3a5.6 5.6 0 1 0 6.6 6.6Z",
  half: "M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11ZM8 2.5v11M9.2 4h1.6M9.2 6h3.2M9.2 8h3.8M9.2 10h3.2M9.2 12h1.6",
  board: "M2.5 3.5h11M2.5 8h11M2.5 12.5h7",
  incident: "M2.5 12.5h11M4 12.5V8M8 12.5v-9M12 12.5V6.5",
  things: "M2.8 3h4v4h-4ZM9.2 3h4v4h-4ZM2.8 9.2h4v4h-4ZM9.2 9.2h4v4h-4Z",
  setup: "M3 2.8h7l3 3v7.4H3ZM10 2.8v3h3M5.4 8.4h5M5.4 10.8h5",
  plus: "M8 3.2v9.6M3.2 8h9.6",
  eye: "M1.8 8C3.2 5.3 5.4 4 8 4s4.8 1.3 6.2 4c-1.4 2.7-3.6 4-6.2 4S3.2 10.7 1.8 8ZM8 6.2a1.8 1.8 0 1 0 0 3.6 1.8 1.8 0 0 0 0-3.6Z",
  check: "M3.4 8.4l3 3 6.2-6.8",
  link: "M6.6 9.4l2.8-2.8M7.4 4.8l1.3-1.3a2.7 2.7 0 0 1 3.8 3.8l-1.3 1.3M8.6 11.2l-1.3 1.3a2.7 2.7 0 0 1-3.8-3.8l1.3-1.3",
  filter: "M2.5 4h11M4.5 8h7M6.5 12h3",
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name, className = "" }: { name: IconName; className?: string }) {
  return (
    <svg className={`icon ${className}`} viewBox="0 0 16 16" fill="none" stroke="currentColor" strokeWidth="1.5" strokeLinecap="round" strokeLinejoin="round" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}
