// SPDX-License-Identifier: Apache-2.0
import type { ApiStep, DockerStep, NetworkSeen, NetworkStep, Pool } from './case.ts';

interface CreateBody {
  Name: string;
  Driver?: string;
  EnableIPv4?: boolean;
  EnableIPv6?: boolean;
  Internal?: boolean;
  Attachable?: boolean;
  Labels?: Record<string, string> | null;
  IPAM?: { Driver?: string; Config?: Pool[] };
  Options?: Record<string, string>;
}

const when = (condition: unknown, ...words: string[]): string[] => (condition ? words : []);

function createWords(body: CreateBody): string[] {
  const pools = (body.IPAM?.Config ?? []).flatMap((pool) => [
    `--subnet=${pool.Subnet ?? ''}`,
    ...when(pool.IPRange, `--ip-range=${pool.IPRange}`),
    ...when(pool.Gateway, `--gateway=${pool.Gateway}`),
    ...Object.entries(pool.AuxiliaryAddresses ?? {}).map(([name, ip]) => `--aux-address=${name}=${ip}`),
  ]);
  const options = Object.entries(body.Options ?? {}).flatMap(([name, value]) => ['-o', `${name}=${value}`]);
  return [
    ...['network', 'create', '-d', body.Driver ?? 'bridge', ...pools, ...options],
    ...when(body.EnableIPv4 === false, '--ipv4=false'),
    ...when(body.EnableIPv6, '--ipv6'),
    ...when(body.Internal, '--internal'),
    ...when(body.Attachable, '--attachable'),
    ...Object.entries(body.Labels ?? {}).map(([name, value]) => `--label=${name}=${value}`),
    ...when(body.IPAM?.Driver && body.IPAM.Driver !== 'default', `--ipam-driver=${body.IPAM?.Driver}`),
    body.Name,
  ];
}

interface ConnectBody {
  Container?: string;
  Force?: boolean;
  EndpointConfig?: {
    IPAMConfig?: { IPv4Address?: string; IPv6Address?: string } | null;
    Aliases?: string[] | null;
    GwPriority?: number;
  };
}

function connectWords(network: string, { Container = '', EndpointConfig: wish = {} }: ConnectBody): string[] {
  const { IPv4Address: ip, IPv6Address: ip6 } = wish.IPAMConfig ?? {};
  return [
    ...['network', 'connect'],
    ...when(ip, `--ip=${ip}`),
    ...when(ip6, `--ip6=${ip6}`),
    ...(wish.Aliases ?? []).map((alias) => `--alias=${alias}`),
    ...when(wish.GwPriority, `--gw-priority=${wish.GwPriority}`),
    ...[network, Container],
  ];
}

/** Method and path, and the words of the command that asks the same; `$1` of the path is the network. */
const REQUESTS: readonly [RegExp, (body: never, network: string) => string[]][] = [
  [/^POST .*\/networks\/create$/, createWords],
  [/^POST .*\/networks\/prune$/, () => ['network', 'prune', '-f']],
  [/^POST .*\/networks\/(.+)\/connect$/, (body, network) => connectWords(network, body)],
  [
    /^POST .*\/networks\/(.+)\/disconnect$/,
    ({ Container = '', Force }: ConnectBody, network) => [
      ...['network', 'disconnect', ...when(Force, '-f')],
      ...[network, Container],
    ],
  ],
  [/^DELETE .*\/networks\/(.+)$/, (_, network) => ['network', 'rm', network]],
];

function wordsOf({ method, path, body }: ApiStep): string[] | undefined {
  for (const [pattern, words] of REQUESTS) {
    const found = pattern.exec(`${method} ${path}`);
    if (found !== null) return words((body ?? {}) as never, found[1] ?? '');
  }
  return undefined;
}

/** The command that asks the same as a request to Docker's API; undefined where there is none. Its subnets keep the request's order. */
export function asCommand(step: ApiStep): DockerStep | undefined {
  const { n, status, links_added, links_removed, links_changed } = step;
  const words = wordsOf(step);
  if (words === undefined) return undefined;
  const stderr = (step.response as { message?: string } | null)?.message ?? '';
  const stdout = words[1] === 'rm' && status < 400 ? `${words[2]}\n` : '';
  const acted = { stdout, stderr, links_added, links_removed, links_changed };
  return { n, kind: 'docker', argv: ['docker', ...words], exit: status < 400 ? 0 : 1, ...acted };
}

/** What a response says of a network besides ids and times. */
const SAID = [
  'Name',
  'Driver',
  'EnableIPv4',
  'EnableIPv6',
  'IPAM',
  'Internal',
  'Attachable',
  'Options',
  'Labels',
];

/** A request for one network, as a look at it; undefined for other requests, and for networks that only Docker has. */
export function asLook({ n, method, path, status, response }: ApiStep): NetworkStep | undefined {
  const name = /\/networks\/([^/?]+)$/.exec(path)?.[1];
  if (method !== 'GET' || name === undefined) return undefined;
  const found = status < 400;
  if (!found) return { n, kind: 'observe-network', name, found, network: null };
  const said = response as NetworkSeen;
  if (said.ConfigOnly === true || said.Driver === 'bridge') return undefined;
  const fields = Object.entries(said).filter(([field]) => SAID.includes(field));
  const network = Object.fromEntries(fields) as NetworkSeen;
  return { n, kind: 'observe-network', name: String(said.Name), found, network };
}
