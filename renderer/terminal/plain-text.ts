// SPDX-License-Identifier: Apache-2.0

// Escape sequences (CSI, OSC, two-character ones) and control characters but tab.
const CONTROLS =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken out
  /\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|[@-Z\\-_])|[\x00-\x08\x0b-\x1f\x7f\x80-\x9f]/g;
/** Characters that turn the direction of writing and so can make a line lie about itself. */
const TURNS = /[\u202a-\u202e\u2066-\u2069]/g;

/** A program's text without what a terminal would obey. */
export const plainText = (text: string): string => text.replace(CONTROLS, '').replace(TURNS, '\ufffd');
