// SPDX-License-Identifier: Apache-2.0
import { type Finding, finding } from '../finding.ts';
import { leftOut, type Mapping, mappingOf, pairsOf, textOf, textsOf } from './compose-value.ts';

/** What something of a Compose file is in words of the command line. */
export interface Worded {
  words: string[];
  findings: Finding[];
}

/** Compose's keys of a network that have a flag, and how their values become flags. */
const FLAGS: Readonly<Record<string, (value: unknown) => string[]>> = {
  driver: (value) => textsOf(value).map((driver) => `--driver=${driver}`),
  driver_opts: (value) => pairsOf(value).map((pair) => `--opt=${pair}`),
  internal: (value) => (value === true ? ['--internal'] : []),
  enable_ipv6: (value) => (value === true ? ['--ipv6'] : []),
  enable_ipv4: (value) => (value === false ? ['--ipv4=false'] : []),
  attachable: (value) => (value === true ? ['--attachable'] : []),
  labels: (value) => pairsOf(value).map((pair) => `--label=${pair}`),
};

/** Each entry of `ipam.config`. */
const POOL: Readonly<Record<string, (value: unknown) => string[]>> = {
  subnet: (value) => textsOf(value).map((subnet) => `--subnet=${subnet}`),
  ip_range: (value) => textsOf(value).map((range) => `--ip-range=${range}`),
  gateway: (value) => textsOf(value).map((gateway) => `--gateway=${gateway}`),
  aux_addresses: (value) => pairsOf(value).map((pair) => `--aux-address=${pair}`),
};

const wordsBy = (table: typeof FLAGS, mapping: Mapping): string[] =>
  Object.entries(table).flatMap(([key, words]) => (mapping[key] === undefined ? [] : words(mapping[key])));

/** `network create` for an entry of `networks:`. `key`: its name in the file. */
export function networkWordsOf(key: string, network: Mapping, name: string): Worded {
  const of = `networks.${key}`;
  const ipam = mappingOf(network.ipam);
  const pools = (Array.isArray(ipam.config) ? ipam.config : []).map(mappingOf);
  const ipamDriver = textOf(ipam.driver);
  return {
    words: [
      'network',
      'create',
      ...wordsBy(FLAGS, network),
      ...(ipamDriver === undefined ? [] : [`--ipam-driver=${ipamDriver}`]),
      ...pools.flatMap((pool) => wordsBy(POOL, pool)),
      '--',
      name,
    ],
    findings: [
      ...leftOut(network, [...Object.keys(FLAGS), 'name', 'external', 'ipam'], of),
      ...leftOut(ipam, ['driver', 'config'], `${of}.ipam`),
      ...pools.flatMap((pool) => leftOut(pool, Object.keys(POOL), `${of}.ipam.config`)),
    ],
  };
}

/** Said where a file leaves the beginning of a name to the folder it lies in. */
export const nameless = (name: string): Finding => finding('text-project-unknown', { name });
