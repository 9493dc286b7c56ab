// SPDX-License-Identifier: Apache-2.0
import { CODES, type Code } from '../../model/codes.ts';
import type { Fault } from '../../model/fault.ts';
import type { Finding } from '../../model/finding.ts';
import { say } from '../../model/words/fill.ts';
import { type Language, languageOf } from '../../model/words/languages.ts';

/** Whose language: that of the terminal's locale. */
export const language = (): Language =>
  languageOf(process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || '');

export const out = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

export const err = (line: string): void => {
  process.stderr.write(`${line}\n`);
};

const isCode = (code: string): code is Code => Object.hasOwn(CODES, code);

export const sentence = (said: { code: string; facts: Fault['facts'] }): string =>
  isCode(said.code) ? say(language(), said.code, said.facts as never) : said.code;

/** A fault as sentences: why, every other error that stood against it, and what could not be taken away again. */
export function sayFault(fault: Fault): void {
  err(`lanyard: ${sentence(fault)}`);
  if (process.env.LANYARD_FAULTS === 'json') err(JSON.stringify({ fault }));
  const others = (fault.findings ?? []).filter((one) => one.severity === 'error' && one.code !== fault.code);
  for (const other of others) err(`lanyard: ${sentence(other)}`);
  for (const command of fault.leftover ?? []) err(`  ${command}`);
}

/** Warnings go to standard error, as Docker's do; notes are for those who ask for the plan. */
export function sayFindings(findings: readonly Finding[], notes = false): void {
  for (const found of findings) {
    if (found.severity === 'warning' || (notes && found.severity === 'note'))
      err(`${found.severity}: ${sentence(found)}`);
  }
}

/** Control characters of names and texts that come from elsewhere would steer the terminal: shown as escapes. */
export const plain = (text: string): string =>
  text.replace(/\p{Cc}/gu, (char) => `\\x${char.charCodeAt(0).toString(16).padStart(2, '0')}`);
