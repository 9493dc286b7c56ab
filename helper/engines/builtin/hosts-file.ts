// SPDX-License-Identifier: Apache-2.0
import { closeSync, existsSync, ftruncateSync, openSync, readFileSync, writeSync } from 'node:fs';
import { withAdvertised } from '../../../model/advertised.ts';
import type { ContainerRecord } from '../../../model/container.ts';
import { fault } from '../../../model/fault.ts';
import { type Directory, directoryOf, type HostsLine, ownLines, peerLines } from '../../../model/hosts.ts';
import { readHost } from '../../../model/preflight/dns.ts';
import { failed, ok, type Result } from '../../../model/result.ts';
import { seeSandboxes } from '../../observe/namespace.ts';
import { containerPaths, netnsPath, stateFolder } from '../../state/paths.ts';
import { readRecords } from '../../state/store.ts';
import { livingPid } from './container-state.ts';
import { leased } from './dhcp-lease.ts';
import { hostsText, withKept } from './etc-files.ts';

/** The text of a new container's /etc/hosts. Fault: state-unreadable. */
export async function hostsFor(id: string): Promise<Result<string>> {
  const named = await everyone(id);
  if (!named.ok) return named;
  const own = named.value.find(({ spec }) => spec.id === id);
  if (own === undefined) return failed(fault('container-unknown', { container: id }));
  const asked = (own.spec.hosts ?? []).flatMap((host): HostsLine[] => {
    const read = readHost(host);
    return read === undefined ? [] : [{ address: read.address, names: [read.name] }];
  });
  return ok(hostsText(asked, keptFor(own, directoryOf(named.value))));
}

/**
 * Brings the names that living containers know of each other in step with what there is: after a container has come or
 * gone, or been attached or detached. Asks nobody what has changed, so that what a killed helper missed is made good the next time.
 * A file whose kept part was taken out is left alone. Fault: state-unreadable.
 */
export async function followNames(): Promise<Result<void>> {
  const named = await everyone();
  if (!named.ok) return named;
  const directory = directoryOf(named.value);
  for (const container of named.value) {
    const { hosts } = containerPaths(container.spec.id);
    if (!existsSync(hosts)) continue;
    const text = readFileSync(hosts, 'utf8');
    const wanted = withKept(text, keptFor(container, directory));
    if (wanted !== undefined && wanted !== text) rewrite(hosts, text, wanted);
  }
  return ok(undefined);
}

const keptFor = (container: ContainerRecord, directory: Directory): HostsLine[] => [
  ...ownLines(container),
  ...peerLines(container, directory),
];

/** Containers whose first process lives, and one that is about to be made; on SLAAC networks with the addresses that routers gave them. */
async function everyone(coming?: string): Promise<Result<ContainerRecord[]>> {
  const records = recorded();
  if (!records.ok) return records;
  const { networks, containers } = records.value;
  const living = containers
    .filter(({ spec }) => spec.id === coming || livingPid(spec.id) !== undefined)
    .map((record) => ({ ...record, endpoints: leased(record.spec.id, record.endpoints, Date.now()) }));
  const slaac = new Set(networks.filter(({ spec }) => spec.slaac).map(({ spec }) => spec.id));
  const unsure = living.filter(({ endpoints }) => endpoints.some(({ network }) => slaac.has(network)));
  const sandboxes = await seeSandboxes(
    unsure.map(({ sandbox }) => sandbox).filter((name) => existsSync(netnsPath(name))),
  );
  return ok(living.map((container) => withAdvertised(container, { networks, sandboxes })));
}

function recorded() {
  try {
    return ok({ networks: readRecords('networks'), containers: readRecords('containers') });
  } catch (error) {
    return failed(fault('state-unreadable', { path: stateFolder(), reason: (error as Error).message }));
  }
}

/**
 * Writes in place, for the file is bound into the container. Whoever reads meanwhile sees the old lines or the new ones, and
 * never none: a shorter text is first filled up with empty lines.
 */
function rewrite(path: string, old: string, text: string): void {
  const bytes = Buffer.from(text);
  const filled = Buffer.alloc(Math.max(bytes.length, Buffer.byteLength(old)), '\n');
  bytes.copy(filled);
  const file = openSync(path, 'r+');
  try {
    writeSync(file, filled, 0, filled.length, 0);
    ftruncateSync(file, bytes.length);
  } finally {
    closeSync(file);
  }
}
