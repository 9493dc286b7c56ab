// SPDX-License-Identifier: Apache-2.0

/** The longest text that is looked through, in characters. */
export const TEXT_LIMIT = 1_000_000;

const ENTITIES: Readonly<Record<string, string>> = {
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&apos;': "'",
  '&#39;': "'",
  '&#x27;': "'",
  '&nbsp;': ' ',
  '&amp;': '&',
};

/** Tags that a page's text keeps when it is copied as source. Nothing else in angle brackets is one: `<BROADCAST,UP>`. */
const TAG =
  /<\/?(?:a|b|blockquote|br|code|div|em|font|i|img|kbd|li|ol|p|pre|samp|span|strong|table|tbody|td|th|tr|tt|u|ul)(?:\s[^<>]*)?\/?>/gi;

/** Blanks that are not the ASCII blank: no-break, ideographic, thin and the like. */
const ODD_BLANKS = /[\u00a0\u2000-\u200a\u202f\u205f\u3000]/g;

/** Takes no room: zero-width characters, the byte order mark, soft hyphens. */
const UNSEEN = /[\u200b-\u200f\u2060\ufeff\u00ad]/g;

const BREAK = /\r\n|\n|\r/;

/** The text's lines as they are. */
export const linesOf = (text: string): string[] => text.replace(/^\ufeff/, '').split(BREAK);

/** With ASCII's blank for every other one. */
export const withPlainBlanks = (text: string): string => text.replace(ODD_BLANKS, ' ');

/** An escaped quote, and what stands in single quotes, stays; a quote may have been opened on a line before, or be closed on a later one. */
const KEPT = /(\\['"]|'[^']*'|'[^']*$)/;
const PROGRAM = /docker|podman|nerdctl|lanyard/;

/** A line as a person sees it: without tags, entities and what cannot be seen. `open`: it begins within single quotes. */
export function cleanLine(line: string, open = false): string {
  let seen = open;
  const parts = `${open ? "'" : ''}${line}`.split(KEPT).map((part, index) => {
    // An apostrophe before any command is a sentence's.
    const kept = index % 2 === 1 && (seen || /^\\|'$/.test(part));
    seen ||= PROGRAM.test(part);
    return kept ? part : clean(part);
  });
  return parts.join('').slice(open ? 1 : 0);
}

const clean = (text: string): string =>
  text
    .replace(UNSEEN, '')
    .replace(TAG, '')
    .replace(/&(?:lt|gt|quot|apos|#39|#x27|nbsp|amp);/g, (entity) => ENTITIES[entity] ?? entity)
    .replace(ODD_BLANKS, ' ');
