// SPDX-License-Identifier: Apache-2.0
import { writeFileSync } from 'node:fs';
import { ContainerRecord } from '../../../model/container.ts';
import { shortId } from '../../../model/text.ts';
import { containerPaths } from '../../state/paths.ts';
import { readIfThere } from '../../state/store.ts';
import { hostsText } from './etc-files.ts';

const textOf = (record: unknown): string | undefined => {
  const read = ContainerRecord.safeParse(record);
  if (!read.success) return undefined;
  const { endpoints, spec } = read.data;
  return hostsText(endpoints, spec.hostname || shortId(spec.id));
};

/**
 * Keeps the hosts file of a container in step with its endpoints, in place, for it is bound into the container.
 * One that somebody has edited since is left alone.
 */
export function followHosts(id: string, before: unknown, after: unknown): void {
  const [was, is] = [textOf(before), textOf(after)];
  const { hosts } = containerPaths(id);
  if (was !== undefined && is !== undefined && was !== is && readIfThere(hosts) === was)
    writeFileSync(hosts, is);
}
