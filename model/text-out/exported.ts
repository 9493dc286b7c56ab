// SPDX-License-Identifier: Apache-2.0
import type { Container } from '../container.ts';
import type { Finding } from '../finding.ts';
import type { Network } from '../network.ts';

/** What networks and containers can be written as. The names are the command line's. */
export const TARGETS = ['docker', 'compose', 'ip', 'networkd', 'multus'] as const;
export type Target = (typeof TARGETS)[number];

/** How a target is named in sentences. */
export const TITLES: Readonly<Record<Target, string>> = {
  docker: 'docker',
  compose: 'Compose',
  ip: 'ip',
  networkd: 'networkd',
  multus: 'Multus',
};

/** What is written. The containers' networks are among the networks. */
export interface Subject {
  networks: readonly Network[];
  containers: readonly Container[];
}

/** One file of an export. `name`: as it is usually called, a path only where the place matters. */
export interface ExportedFile {
  name: string;
  text: string;
}

/** Files and remarks. What the target cannot express is a remark, never silence. */
export interface Exported {
  files: ExportedFile[];
  remarks: Finding[];
}
