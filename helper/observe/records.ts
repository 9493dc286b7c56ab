// SPDX-License-Identifier: Apache-2.0
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Container, Image } from '../../model/container.ts';
import { fault } from '../../model/fault.ts';
import { isByDhcp } from '../../model/lan/by-dhcp.ts';
import type { Network } from '../../model/network.ts';
import { failed, ok, type Result } from '../../model/result.ts';
import { containerState } from '../engines/builtin/container-state.ts';
import { leased } from '../engines/builtin/dhcp-lease.ts';
import { listImages } from '../engines/builtin/images.ts';
import { imagesFolder, recordPath, stateFolder } from '../state/paths.ts';
import { readRecord, type Stored } from '../state/store.ts';

export interface Recorded {
  readable: boolean;
  networks: Network[];
  containers: Container[];
  images: Image[];
}

/** Containers that were seen a moment ago, and stand as they did. */
export type Unchanged = ReadonlyMap<string, Container>;

/** What the state folder says; how an `unchanged` container is getting on is not asked again. `readable` false when we may not look. Fault: state-unreadable, for a file that holds nonsense. */
export function readState(unchanged: Unchanged = new Map()): Result<Recorded> {
  try {
    const networks = records('networks');
    const byDhcp = new Set(networks.filter(({ spec }) => isByDhcp(spec)).map(({ spec }) => spec.id));
    const containers = records('containers').map(
      (record) =>
        unchanged.get(record.spec.id) ?? {
          ...record,
          ...(record.endpoints.some(({ network }) => byDhcp.has(network))
            ? { endpoints: leased(record.spec.id, record.endpoints, Date.now()) }
            : {}),
          state: containerState(record.spec.id),
        },
    );
    const images = reading(imagesFolder(), listImages);
    return ok({ readable: true, networks, containers, images });
  } catch (error) {
    if (isForbidden(error)) return ok({ readable: false, networks: [], containers: [], images: [] });
    const path = error instanceof Unreadable ? error.path : stateFolder();
    return failed(fault('state-unreadable', { path, reason: reasonOf(error) }));
  }
}

class Unreadable extends Error {
  readonly path: string;
  constructor(path: string, cause: unknown) {
    super(reasonOf(cause), { cause });
    this.path = path;
  }
}

function records<C extends 'networks' | 'containers'>(collection: C): Stored<C>[] {
  return idsOf(collection)
    .flatMap((id) => reading(recordPath(collection, id), () => readRecord(collection, id)) ?? [])
    .sort((a, b) => a.created - b.created);
}

function idsOf(collection: string): string[] {
  try {
    return readdirSync(join(stateFolder(), collection))
      .filter((name) => name.endsWith('.json'))
      .map((name) => name.slice(0, -'.json'.length));
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return [];
    throw error;
  }
}

/** Runs a reader so that what it throws says which path it is about. */
function reading<T>(path: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw isForbidden(error) ? error : new Unreadable(path, error);
  }
}

const codeOf = (error: unknown): string | undefined => (error as NodeJS.ErrnoException).code;
const isForbidden = (error: unknown): boolean => ['EACCES', 'EPERM'].includes(codeOf(error) ?? '');
const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
