// SPDX-License-Identifier: Apache-2.0
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { isError } from '../finding.ts';
import { idOf, workstation } from '../testing/host.ts';
import { readText } from './drafts.ts';
import { TUTORIAL } from './tutorial.ts';

const read = (text: string) => readText(text, workstation(), (index) => idOf((index % 16).toString(16)));

const scrap = fc.constantFrom(
  ...[
    'docker ',
    'network create ',
    'run ',
    '-d macvlan ',
    '--subnet=',
    '10.0.0.0/24 ',
    '-o parent=eth0 ',
    '\\\n',
    '\n> ',
    '\\> ',
  ],
  ...[
    '"',
    "'",
    '`',
    '```\n',
    '$ ',
    '# ',
    '[root@a ~]# ',
    '&&',
    ';',
    '|',
    '<br>',
    '&gt;',
    '。',
    '“',
    '”',
    ' n1\n',
    'services:\n',
  ],
  ...[
    '  a:\n',
    '    image: x\n',
    'networks:\n',
    '    driver: macvlan\n',
    '$(',
    '${',
    ')',
    '}',
    '\r\n',
    '——',
    '\u00a0',
    '&a ',
    '*a ',
  ],
);

test('any text is read, and a draft without errors has a change and a plan', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.array(scrap, { maxLength: 40 }).map((all) => all.join('')),
        fc.string(),
      ),
      (text) => {
        const { drafts } = read(text);
        const lines = text.split(/\r\n|\n|\r/).length;
        for (const { findings, change, plan, source } of drafts) {
          expect([1, source.line, source.last, lines].toSorted((a, b) => a - b)).toEqual([
            1,
            source.line,
            source.last,
            lines,
          ]);
          if (!findings.some(isError)) expect([change, plan?.steps.length]).not.toContain(undefined);
        }
      },
    ),
    { numRuns: 500 },
  );
});

test('a page cut off anywhere is read', () => {
  for (let end = 0; end < TUTORIAL.length; end += 97)
    expect(() => read(TUTORIAL.slice(0, end))).not.toThrow();
});
