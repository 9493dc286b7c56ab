// SPDX-License-Identifier: Apache-2.0
import { fault } from '../fault.ts';
import { failed, ok, type Result } from '../result.ts';
import { fillNodes } from './fill.ts';
import { type Held, type Node, TemplateTrouble } from './node.ts';
import { readTemplate } from './read.ts';

/** A template that was read, to be filled any number of times. Fault: usage-template. */
export type Template = (value: Held) => Result<string>;

/** Go's text/template, as far as Docker's `--format` is used: see functions.ts. Fault: usage-template. */
export function compileTemplate(template: string): Result<Template> {
  const nodes = caught(template, () => readTemplate(template));
  if (!nodes.ok) return nodes;
  return ok((value) => caught(template, () => fillNodes(nodes.value as Node[], value)));
}

export function fillTemplate(template: string, value: Held): Result<string> {
  const compiled = compileTemplate(template);
  return compiled.ok ? compiled.value(value) : compiled;
}

function caught<T>(template: string, run: () => T): Result<T> {
  try {
    return ok(run());
  } catch (trouble) {
    if (!(trouble instanceof TemplateTrouble)) throw trouble;
    return failed(fault('usage-template', { template, reason: trouble.message }));
  }
}
