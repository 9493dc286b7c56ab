// SPDX-License-Identifier: Apache-2.0
import { failed, ok, type Result } from '../result.ts';
import { goJson, goJsonEscaped } from '../template/json.ts';
import { compileTemplate, type Template } from '../template/template.ts';
import type { Row } from './rows.ts';
import { alignLines } from './table.ts';

/** What a list shows unasked, and the head of each column that a `table` can have. */
export interface List {
  table: string;
  heads: Readonly<Record<string, string>>;
}

export const LISTS = {
  networks: {
    table: '{{.ID}}\t{{.Name}}\t{{.Driver}}\t{{.Scope}}',
    heads: {
      ID: 'NETWORK ID',
      Name: 'NAME',
      Driver: 'DRIVER',
      Scope: 'SCOPE',
      IPv4: 'IPV4',
      IPv6: 'IPV6',
      Internal: 'INTERNAL',
      CreatedAt: 'CREATED AT',
      Labels: 'LABELS',
    },
  },
  containers: {
    table: '{{.ID}}\t{{.Image}}\t{{.Command}}\t{{.RunningFor}}\t{{.Status}}\t{{.Ports}}\t{{.Names}}',
    heads: {
      ID: 'CONTAINER ID',
      Image: 'IMAGE',
      Command: 'COMMAND',
      CreatedAt: 'CREATED AT',
      RunningFor: 'CREATED',
      Status: 'STATUS',
      State: 'STATE',
      Ports: 'PORTS',
      Names: 'NAMES',
      Networks: 'NETWORKS',
      Labels: 'LABELS',
      LocalVolumes: 'LOCAL VOLUMES',
      Mounts: 'MOUNTS',
      Size: 'SIZE',
    },
  },
  images: {
    table: '{{.Repository}}\t{{.Tag}}\t{{.ID}}\t{{.CreatedSince}}\t{{.Size}}',
    heads: {
      Repository: 'REPOSITORY',
      Tag: 'TAG',
      ID: 'IMAGE ID',
      Digest: 'DIGEST',
      CreatedSince: 'CREATED',
      CreatedAt: 'CREATED AT',
      Size: 'SIZE',
    },
  },
} as const satisfies Record<string, List>;

interface Wanted {
  /** `--format`: undefined, `table`, `table TEMPLATE`, `json` or a template. */
  format?: string | undefined;
  /** `--quiet`: the ids alone. */
  quiet?: boolean;
}

/** The text of a list, every line ended. Fault: usage-template. */
export function printList(
  list: List,
  rows: readonly Row[],
  { format, quiet = false }: Wanted,
): Result<string> {
  if (format === 'json') return ok(ended(rows.map((row) => goJson(row))));
  const wanted = format === undefined || format === '' || format === 'table' ? `table ${list.table}` : format;
  if (quiet && !wanted.startsWith('table {{')) return lines(wanted, rows);
  if (quiet) return lines('{{.ID}}', rows);
  if (!wanted.startsWith('table ')) return lines(wanted, rows);
  const filled = lines(wanted.slice('table '.length), [heading(list), ...rows]);
  if (!filled.ok) return filled;
  return ok(
    ended(
      alignLines(
        filled.value
          .split('\n')
          .slice(0, -1)
          .map((line) => line.split('\t')),
      ),
    ),
  );
}

const heading = (list: List): Row => ({
  ...list.heads,
  Label: (name: unknown) => String(name).split('.').at(-1),
});

const ended = (texts: readonly string[]): string => texts.map((text) => `${text}\n`).join('');

/** One line for each row. `\t` and `\n` typed as two characters are meant (Docker). */
function lines(template: string, rows: readonly Row[]): Result<string> {
  const compiled = compileTemplate(template.trim().replaceAll('\\t', '\t').replaceAll('\\n', '\n'));
  if (!compiled.ok) return compiled;
  const filled = rows.map((row) => compiled.value(row));
  const wrong = filled.find((text) => !text.ok);
  if (wrong && !wrong.ok) return failed(wrong.fault);
  return ok(ended(filled.map((text) => (text.ok ? text.value : ''))));
}

/** What `inspect` prints of its views: all as one JSON list, or a line by template for each. Fault: usage-template. */
export function printInspect(views: readonly object[], format: string | undefined): Result<string> {
  if (format === undefined || format === '') return ok(`${goJsonEscaped(views, 4)}\n`);
  if (format === 'json') return ok(`${goJsonEscaped(views)}\n`);
  const compiled: Result<Template> = compileTemplate(format);
  if (!compiled.ok) return compiled;
  const texts: string[] = [];
  for (const view of views) {
    const text = compiled.value(view);
    if (!text.ok) return text;
    texts.push(text.value);
  }
  return ok(ended(texts));
}
