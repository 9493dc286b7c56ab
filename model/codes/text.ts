// SPDX-License-Identifier: Apache-2.0
import { type Entry, error, fault, note, warning } from './level.ts';

/** Text in, text out. */
export const TEXT_CODES = {
  // Text in, text out
  'text-break-lost': warning('after'),
  'text-break-blank': warning(),
  'text-typography': note('found', 'read'),
  'text-quote-open': error(),
  'text-variable': error('variable'),
  'text-redirected': note('text'),
  'text-flag-left-out': warning('flag', 'command'),
  'text-key-left-out': warning('key', 'of'),
  'text-value-elsewhere': warning('flag', 'value'),
  'text-network-refused': error('network', 'line'),
  'text-network-left': error('network', 'line'),
  'text-compose-bad': error('reason'),
  'text-service-bare': error('service'),
  'text-project-unknown': note('name'),
  'text-acts': note(),
  'text-act-unknown': note(),
  'text-nothing': fault(),
  'text-stopped': fault('done', 'left'),
  'export-left-out': warning('what', 'of', 'target'),
  'export-ours': warning('what', 'of', 'target'),
  'export-renamed': note('name', 'target', 'renamed'),
  'export-node-link': warning('parent', 'network'),
  'export-host-side': note('link', 'container'),
  'export-parent-file': note('parent', 'file'),
  'export-route-sandbox': note('container', 'via'),
  'export-network-only': note('container', 'target'),
  'export-parent-untold': warning('network', 'target'),
  'export-unknown': fault('name'),
} as const satisfies Record<string, Entry>;
