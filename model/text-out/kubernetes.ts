// SPDX-License-Identifier: Apache-2.0
import { type Finding, finding } from '../finding.ts';
import { TITLES } from './exported.ts';

export type Yaml = Record<string, unknown>;

/** One object, and what it has no place for. */
export interface Written {
  yaml: Yaml;
  remarks: Finding[];
}

/** Kubernetes's names: RFC 1123 labels with dots. */
export const objectName = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[^a-z0-9.-]+/g, '-')
    .replace(/^[^a-z0-9]+|[^a-z0-9]+$/g, '')
    .slice(0, 63)
    .replace(/[^a-z0-9]+$/g, '') || 'network';

export const renamed = (name: string): Finding[] =>
  objectName(name) === name
    ? []
    : [finding('export-renamed', { name, target: TITLES.multus, renamed: objectName(name) })];
