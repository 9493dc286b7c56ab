// SPDX-License-Identifier: Apache-2.0
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Bench } from './bench.ts';

interface Known {
  kind: 'net' | 'ctr';
  id: string;
  name: string;
  /** A container's addresses on all its networks. */
  addresses: string[];
  /** A network's subnets. */
  subnets: string[];
}

/** The recordings' placeholders for ids, filled from the state folder's records. */
export interface Names {
  /** Takes in what stands in the state folder now; what is gone stays known. */
  learn: () => void;
  /** Ids become placeholders. */
  hide: (text: string) => string;
  /** Placeholders become ids. */
  fill: (text: string) => string;
  /** Names of the containers or networks that are there now. */
  standing: (kind: 'net' | 'ctr') => string[];
  /** Subnets of a network that is there now. */
  poolsOf: (network: string) => string[];
  idOf: (kind: 'net' | 'ctr', name: string) => string | undefined;
  /** Addresses that containers other than this one hold, running or not. */
  heldByOthers: (than: string) => string[];
}

interface Kept {
  spec: { id: string; name: string };
  endpoints?: { addresses: string[] }[];
  pools?: { subnet: string }[];
}

const FOLDERS = { networks: 'net', containers: 'ctr' } as const;

function inFolder(bench: Bench): Known[] {
  return (Object.keys(FOLDERS) as (keyof typeof FOLDERS)[]).flatMap((folder) => {
    const at = join(bench.state, folder);
    if (!existsSync(at)) return [];
    const files = readdirSync(at).filter((file) => file.endsWith('.json'));
    return files.map((file) => {
      const { record } = JSON.parse(readFileSync(join(at, file), 'utf8'));
      const { spec, endpoints = [], pools = [] } = record as Kept;
      const addresses = endpoints.flatMap((endpoint) =>
        endpoint.addresses.map((one) => one.split('/')[0] ?? ''),
      );
      return {
        kind: FOLDERS[folder],
        id: spec.id,
        name: spec.name,
        addresses,
        subnets: pools.map(({ subnet }) => subnet),
      };
    });
  });
}

export function makeNames(bench: Bench): Names {
  let known: Known[] = [];
  let now: Known[] = [];
  const latest = (kind: string, name: string) =>
    known.findLast((one) => one.kind === kind && one.name === name)?.id;
  return {
    learn: () => {
      now = inFolder(bench);
      known = [...known, ...now.filter(({ id }) => !known.some((one) => one.id === id))];
    },
    hide: (text) =>
      known.reduce(
        (left, { kind, id, name }) =>
          left.replaceAll(id, `<${kind}:${name}>`).replaceAll(id.slice(0, 12), `<${kind}12:${name}>`),
        text,
      ),
    fill: (text) =>
      text.replace(/<(net|ctr)(12)?:([^>]+)>/g, (whole, kind: string, short, name: string) => {
        const id = latest(kind, name);
        return id === undefined ? whole : short ? id.slice(0, 12) : id;
      }),
    standing: (kind) => now.filter((one) => one.kind === kind).map(({ name }) => name),
    heldByOthers: (than) => now.filter(({ name }) => name !== than).flatMap(({ addresses }) => addresses),
    poolsOf: (network) => now.find(({ kind, name }) => kind === 'net' && name === network)?.subnets ?? [],
    idOf: (kind, name) => now.find((one) => one.kind === kind && one.name === name)?.id,
  };
}
