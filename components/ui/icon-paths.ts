type Drawing = { path: string; filled?: boolean };

/** Drawn for this product on a 20 × 20 grid. Filled ones are the shapes that tell tones apart. */
const drawings = {
  // Places of the product
  today: { path: "M3 4.5h14v12H3zM3 8h14M7 2.8v3M13 2.8v3M7.2 12l1.9 1.9 3.6-3.6" },
  building: {
    path: "M4 17V4.5l7-1.7V17M11 7.5l5 1.5v8M2.5 17h15M7 7v.01M7 10v.01M7 13v.01M13.5 11.5v.01M13.5 14v.01",
  },
  folder: { path: "M2.8 15.8V4.6h4.9l1.8 2.2h7.7v9zM2.8 9.6h14.4" },
  route: { path: "M5 15.5h6.5a3 3 0 0 0 0-6h-3a3 3 0 0 1 0-6H15M5 13.8v3.4M15 1.8v3.4" },
  inspect: {
    path: "M12.5 3.5H16v13.2H4V3.5h3.5M7.5 2.4h5v2.4h-5zM7 9.3l1 1 1.8-2M12 9.5h1.5M7 13.2l1 1 1.8-2M12 13.5h1.5",
  },
  gavel: { path: "M8.5 3.2l5 5M6.2 5.5l5 5M7.3 4.4l5 5M10.6 8.7l6.2 6.3M3 17h8" },
  exit: { path: "M11 3H4v14h7M8 10h9M14 6.8l3.2 3.2L14 13.2" },
  speech: { path: "M3 4h14v9.2H9.4L5.6 16.6v-3.4H3zM6.5 7.3h7M6.5 10h4.5" },
  map: { path: "M2.8 5l4.7-2 5 2 4.7-2v12l-4.7 2-5-2-4.7 2zM7.5 3v12M12.5 5v12" },
  chart: { path: "M3 3v14h14M6.5 13.5V10M10 13.5V6M13.5 13.5V8.5" },
  people: {
    path: "M7.3 9.2a2.7 2.7 0 1 0 0-5.4 2.7 2.7 0 0 0 0 5.4M2.3 16.5c0-2.9 2.2-4.8 5-4.8s5 1.9 5 4.8M13 4.2a2.5 2.5 0 0 1 0 4.8M14.2 12c2.1.5 3.5 2.2 3.5 4.5",
  },
  person: { path: "M10 9.4a3 3 0 1 0 0-6 3 3 0 0 0 0 6M4 16.8c0-3 2.6-5 6-5s6 2 6 5" },
  history: { path: "M3.2 10a6.8 6.8 0 1 0 2.2-5M3 3.4v3.4h3.4M10 6.2V10l2.8 1.8" },
  shield: { path: "M10 2.5l6 2.2v4.6c0 3.9-2.5 6.8-6 8.2-3.5-1.4-6-4.3-6-8.2V4.7zM7.4 9.8l1.9 1.9 3.5-3.6" },
  truck: {
    path: "M2 5h9.5v9H2zM11.5 8H15l3 3v3h-6.5M5.3 16.4a1.6 1.6 0 1 0 0-3.2 1.6 1.6 0 0 0 0 3.2M14.5 16.4a1.6 1.6 0 1 0 0-3.2 1.6 1.6 0 0 0 0 3.2",
  },
  // What one does
  search: { path: "M8.8 14.6a5.8 5.8 0 1 0 0-11.6 5.8 5.8 0 0 0 0 11.6M13 13l4.3 4.3" },
  plus: { path: "M10 4v12M4 10h12" },
  edit: { path: "M3.5 16.5l.8-3.6L13.5 3.7l2.8 2.8-9.2 9.2zM11.6 5.6l2.8 2.8" },
  trash: { path: "M3.5 5.5h13M8 5.5V3.3h4v2.2M5.2 5.5l.8 11.2h8l.8-11.2M8.4 8.5v5.2M11.6 8.5v5.2" },
  download: { path: "M10 3v9.5M6.2 9l3.8 3.8L13.8 9M3.5 16.5h13" },
  upload: { path: "M10 13V3.5M6.2 7.2L10 3.4l3.8 3.8M3.5 16.5h13" },
  print: { path: "M5.5 7.5V3h9v4.5M5.5 13.5H3v-6h14v6h-2.5M5.5 11.5h9V17h-9z" },
  filter: { path: "M3 4.5h14l-5.3 6v5.8l-3.4-1.7v-4.1z" },
  link: {
    path: "M8.3 11.7a3 3 0 0 0 4.3 0l2.8-2.8a3 3 0 0 0-4.3-4.3L10 5.7M11.7 8.3a3 3 0 0 0-4.3 0l-2.8 2.8a3 3 0 0 0 4.3 4.3l1.1-1.1",
  },
  key: { path: "M6.7 16.5a3.7 3.7 0 1 0 0-7.4 3.7 3.7 0 0 0 0 7.4M9.4 10.2L16.8 3M13.4 6.3l2.4 2.4" },
  lock: { path: "M4.5 9h11v8h-11zM7 9V6.3a3 3 0 0 1 6 0V9M10 12v2" },
  eye: {
    path: "M2 10s2.8-5.2 8-5.2S18 10 18 10s-2.8 5.2-8 5.2S2 10 2 10M10 12.3a2.3 2.3 0 1 0 0-4.6 2.3 2.3 0 0 0 0 4.6",
  },
  "eye-off": {
    path: "M4.2 6.6A12 12 0 0 0 2 10s2.8 5.2 8 5.2c1.3 0 2.5-.3 3.5-.8M8 5c.6-.1 1.3-.2 2-.2 5.2 0 8 5.2 8 5.2a12 12 0 0 1-2 2.6M3.5 3.5l13 13",
  },
  menu: { path: "M3 5.5h14M3 10h14M3 14.5h14" },
  close: { path: "M4.8 4.8l10.4 10.4M15.2 4.8L4.8 15.2" },
  more: { path: "M4.5 10v.01M10 10v.01M15.5 10v.01" },
  calendar: {
    path: "M3 4.5h14v12H3zM3 8h14M7 2.8v3M13 2.8v3M7 11h.01M10 11h.01M13 11h.01M7 13.8h.01M10 13.8h.01",
  },
  clock: { path: "M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14M10 6v4l2.7 1.7" },
  document: { path: "M5 2.8h6.5L15 6.3v10.9H5zM11.3 3v3.5H15M7.5 10h5M7.5 13h5" },
  // Directions
  "chevron-right": { path: "M7.5 4.5L13 10l-5.5 5.5" },
  "chevron-left": { path: "M12.5 4.5L7 10l5.5 5.5" },
  "chevron-down": { path: "M4.5 7.5L10 13l5.5-5.5" },
  first: { path: "M14.5 4.5L9 10l5.5 5.5M5.5 4.5v11" },
  last: { path: "M5.5 4.5L11 10l-5.5 5.5M14.5 4.5v11" },
  sort: { path: "M6.5 8L10 4.5 13.5 8M6.5 12l3.5 3.5 3.5-3.5" },
  ascending: { path: "M10 16V4.5M5.5 9L10 4.5 14.5 9" },
  descending: { path: "M10 4v11.5M5.5 11l4.5 4.5 4.5-4.5" },
  // Light
  sun: {
    path: "M10 13.4a3.4 3.4 0 1 0 0-6.8 3.4 3.4 0 0 0 0 6.8M10 2v1.6M10 16.4V18M2 10h1.6M16.4 10H18M4.3 4.3l1.2 1.2M14.5 14.5l1.2 1.2M15.7 4.3l-1.2 1.2M5.5 14.5l-1.2 1.2",
  },
  moon: { path: "M16.5 12.2A7 7 0 0 1 7.8 3.5a7 7 0 1 0 8.7 8.7" },
  screen: { path: "M2.5 4h15v9.5h-15zM7 17h6M10 13.5V17" },
  // One shape a tone
  neutral: {
    path: "M10 3.5a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13m0 2.2a4.3 4.3 0 1 0 0 8.6 4.3 4.3 0 0 0 0-8.6",
    filled: true,
  },
  info: {
    path: "M4 3h12a1 1 0 0 1 1 1v12a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V4a1 1 0 0 1 1-1m5 2.6v2h2v-2zm0 3.4v5.6h2V9z",
    filled: true,
  },
  good: {
    path: "M10 2.5a7.5 7.5 0 1 1 0 15 7.5 7.5 0 0 1 0-15m3.7 4.6L9 11.8 6.5 9.4 5.2 10.8 9 14.5l6-6z",
    filled: true,
  },
  warn: { path: "M10 2l8.6 15.4H1.4zM9 7.2v5h2v-5zm0 6.3v2h2v-2z", filled: true },
  bad: {
    path: "M6.7 2h6.6L18 6.7v6.6L13.3 18H6.7L2 13.3V6.7zM7.2 5.8L5.8 7.2 8.6 10l-2.8 2.8 1.4 1.4 2.8-2.8 2.8 2.8 1.4-1.4-2.8-2.8 2.8-2.8-1.4-1.4L10 8.6z",
    filled: true,
  },
} satisfies Record<string, Drawing>;

export type IconName = keyof typeof drawings;
export const iconPaths: Record<IconName, Drawing> = drawings;
