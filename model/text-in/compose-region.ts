// SPDX-License-Identifier: Apache-2.0

/** A Compose file, or the part of a text that is one. Lines from 1, both ends included. */
export interface Region {
  line: number;
  last: number;
  /** Without the indentation that all of it has. */
  text: string;
}

/** A Compose file's own keys; extensions begin with `x-`. */
const TOP = /^(?:name|version|include|services|networks|volumes|configs|secrets|models|x-[\w.-]+):(?:\s|$)/;
const TELLING = /^(?:services|networks):\s*(?:[#{&*].*)?$/;

const indentOf = (line: string): number => line.length - line.trimStart().length;

/** Where Compose files stand among cleaned lines: from one of their own keys on, as long as it goes on as YAML does. */
export function composeRegions(lines: readonly string[]): Region[] {
  const regions: Region[] = [];
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? '';
    if (!TOP.test(line.trimStart())) continue;
    const indent = indentOf(line);
    const end = endOf(lines, at, indent);
    const own = lines.slice(at, end).map((one) => one.slice(Math.min(indent, indentOf(one))));
    if (own.some((one) => TELLING.test(one)))
      regions.push({ line: at + 1, last: end, text: `${own.join('\n')}\n` });
    at = end - 1;
  }
  return regions;
}

function endOf(lines: readonly string[], from: number, indent: number): number {
  let end = from + 1;
  for (let at = from + 1; at < lines.length; at++) {
    const line = lines[at] ?? '';
    const goesOn = indentOf(line) > indent || TOP.test(line.trimStart()) || line.trimStart().startsWith('#');
    if (line.trim() === '') continue;
    if (!goesOn || /^\s*(?:```|~~~)/.test(line)) break;
    end = at + 1;
  }
  return end;
}
