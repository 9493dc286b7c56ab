// SPDX-License-Identifier: Apache-2.0

/** Strokes on a 16 × 16 ground, 1.4 wide, round. */
export const ICONS = {
  overview: 'M2.5 4h4M2.5 8h4M2.5 12h4M9 4h4.5M9 8h4.5M9 12h4.5',
  nic: 'M3 3.5h10v6.5l-2 2.5H5L3 10zM6 3.5V6M8 3.5V6M10 3.5V6',
  wifi: 'M2 6.3a8.6 8.6 0 0 1 12 0M4.2 8.8a5.4 5.4 0 0 1 7.6 0M6.4 11.2a2.3 2.3 0 0 1 3.2 0',
  bridge: 'M2 11h12M4 11V6.5M12 11V6.5M2 7.5c2 0 2-2 3.5-2h5c1.5 0 1.5 2 3.5 2M8 11V5.5',
  network: 'M6 2.5h4v3H6zM2 10.5h4v3H2zM10 10.5h4v3h-4zM8 5.5V8M4 10.5V8h8v2.5',
  container: 'M8 1.8 13.5 4.7v6.6L8 14.2 2.5 11.3V4.7zM2.7 4.8 8 7.7l5.3-2.9M8 7.7v6.3',
  image: 'M8 2.5 14 5.5 8 8.5 2 5.5zM2 8.2l6 3 6-3M2 10.8l6 3 6-3',
  activity: 'M1.5 8.5h3l2-5 3 9 2-4h3',
  settings: 'M2 4.5h6.5M11.5 4.5H14M2 11.5h2.5M7.5 11.5H14M10 3v3M6 10v3',
  lock: 'M4 7.5h8v6H4zM5.5 7.5V5a2.5 2.5 0 0 1 5 0v2.5',
  unlocked: 'M4 7.5h8v6H4zM5.5 7.5V5a2.5 2.5 0 0 1 4.8-1',
  copy: 'M6 6h7v7H6zM3.5 10H3V3h7v.5',
  paste: 'M5.5 3.5H3.5v10h9v-10h-2M6 2.2h4v2.6H6zM6 8h4M6 10.8h4',
  export: 'M8 10V2.5M5 5l3-3 3 3M3 9.5v4h10v-4',
  check: 'M3 8.5 6.5 12 13 4.5',
  cross: 'M4 4l8 8M12 4l-8 8',
  more: 'M3.5 8h.01M8 8h.01M12.5 8h.01',
  plus: 'M8 3v10M3 8h10',
  terminal: 'M2 3h12v10H2zM4.5 6 6.5 8l-2 2M8.5 10.5h3',
  logs: 'M3 4h10M3 8h10M3 12h6',
  stop: 'M4.5 4.5h7v7h-7z',
  play: 'M5 3.5 12.5 8 5 12.5z',
  undo: 'M3 6.5h7a3.5 3.5 0 0 1 0 7H6M5.5 3.5 2.5 6.5l3 3',
  sun: 'M8 5.2a2.8 2.8 0 1 1 0 5.6 2.8 2.8 0 0 1 0-5.6M8 1.5v1M8 13.5v1M1.5 8h1M13.5 8h1M3.4 3.4l.7.7M11.9 11.9l.7.7M3.4 12.6l.7-.7M11.9 4.1l.7-.7',
  moon: 'M13 9.8A5.5 5.5 0 0 1 6.2 3 5.5 5.5 0 1 0 13 9.8z',
  right: 'M6 3.5 10.5 8 6 12.5',
  down: 'M3.5 6 8 10.5 12.5 6',
  half: 'M8 2a6 6 0 1 1 0 12A6 6 0 0 1 8 2v12M8 5h3.8M8 8h6M8 11h4.6',
  host: 'M2.5 3h11v4h-11zM2.5 9h11v4h-11zM5 5h.01M5 11h.01',
  bin: 'M3 4.5h10M6.5 4.5V3h3v1.5M4.5 4.5l.5 9h6l.5-9',
  help: 'M8 1.8a6.2 6.2 0 1 1 0 12.4A6.2 6.2 0 0 1 8 1.8M6.3 6.4a1.8 1.8 0 1 1 2.6 1.6c-.6.3-.9.7-.9 1.3M8 11.3h.01',
  search: 'M7 2.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9M10.3 10.3 13.5 13.5',
} as const;

export type IconName = keyof typeof ICONS;
