// SPDX-License-Identifier: Apache-2.0
import { type Finding, finding } from '../finding.ts';
import { splitCommandLine } from '../grammar/split.ts';
import type { Worded } from './compose-network.ts';
import { isMapping, leftOut, type Mapping, mappingOf, pairsOf, textOf, textsOf } from './compose-value.ts';

/** Compose's keys of a service that are a flag of `docker run`. Whether Lanyard carries the flag out, the grammar says. */
const TEXTS: Readonly<Record<string, string>> = {
  hostname: 'hostname',
  user: 'user',
  working_dir: 'workdir',
  mac_address: 'mac-address',
  restart: 'restart',
  pull_policy: 'pull',
  domainname: 'domainname',
  platform: 'platform',
  runtime: 'runtime',
  pid: 'pid',
  ipc: 'ipc',
  shm_size: 'shm-size',
  stop_signal: 'stop-signal',
  mem_limit: 'memory',
  cpus: 'cpus',
};
const LISTS: Readonly<Record<string, string>> = {
  dns: 'dns',
  dns_search: 'dns-search',
  dns_opt: 'dns-option',
  env_file: 'env-file',
  expose: 'expose',
  cap_add: 'cap-add',
  cap_drop: 'cap-drop',
  devices: 'device',
  group_add: 'group-add',
  security_opt: 'security-opt',
  tmpfs: 'tmpfs',
};
const PAIRS: Readonly<Record<string, string>> = {
  environment: 'env',
  labels: 'label',
  sysctls: 'sysctl',
};
const BOOLS: Readonly<Record<string, string>> = {
  tty: 'tty',
  stdin_open: 'interactive',
  privileged: 'privileged',
  read_only: 'read-only',
  init: 'init',
};
const OTHERS = [
  'image',
  'container_name',
  'networks',
  'network_mode',
  'command',
  'entrypoint',
  'ports',
  'volumes',
  'extra_hosts',
];
const KNOWN = [TEXTS, LISTS, PAIRS, BOOLS].flatMap((table) => Object.keys(table)).concat(OTHERS);

/** `run` for an entry of `services:`. `nameOf`: a network's real name by its key. `fallback`: the file's own default network. */
export function serviceWordsOf(
  key: string,
  service: Mapping,
  name: string,
  nameOf: (key: string) => string,
  fallback: string | undefined,
): Worded {
  const of = `services.${key}`;
  const image = textOf(service.image);
  const findings = leftOut(service, KNOWN, of);
  if (image === undefined) findings.push(finding('text-service-bare', { service: key }));
  const program = programOf(service, findings);
  const networks = networksOf(service, of, nameOf, fallback);
  return {
    words: [
      'run',
      '--detach',
      `--name=${name}`,
      ...networks.words,
      ...flagsOf(service),
      '--',
      image ?? '',
      ...program.command,
    ].toSpliced(2, 0, ...program.entrypoint),
    findings: [...findings, ...networks.findings],
  };
}

function flagsOf(service: Mapping): string[] {
  const each = (table: Readonly<Record<string, string>>, read: (value: unknown, flag: string) => string[]) =>
    Object.entries(table).flatMap(([key, flag]) =>
      service[key] === undefined ? [] : read(service[key], flag),
    );
  const valued = (values: readonly string[], flag: string) => values.map((value) => `--${flag}=${value}`);
  return [
    ...each(TEXTS, (value, flag) => valued(textsOf(value), flag)),
    ...each(LISTS, (value, flag) => valued(textsOf(value), flag)),
    ...each(PAIRS, (value, flag) => valued(pairsOf(value), flag)),
    ...each(BOOLS, (value, flag) => (value === true ? [`--${flag}`] : [])),
    ...each({ ports: 'publish', volumes: 'volume' }, (value, flag) => valued(shortOf(value), flag)),
    ...each({ extra_hosts: 'add-host' }, (value, flag) => valued(hostsOf(value), flag)),
  ];
}

/** Ports and volumes in the short form, or in the long one made short: `80:8080/udp`, `data:/srv`. */
const shortOf = (value: unknown): string[] =>
  (Array.isArray(value) ? value : []).flatMap((one) => {
    if (!isMapping(one)) return textsOf(one);
    const { published, source, target, protocol } = one;
    const from = textOf(published) ?? textOf(source);
    const to = `${textOf(target) ?? ''}${protocol === undefined ? '' : `/${textOf(protocol)}`}`;
    return [from === undefined ? to : `${from}:${to}`];
  });

/** A mapping's `name: address`, or a list's `name:address` or `name=address`. */
const hostsOf = (value: unknown): string[] =>
  isMapping(value)
    ? Object.entries(value).flatMap(([host, ips]) => textsOf(ips).map((ip) => `${host}:${ip}`))
    : textsOf(value).map((pair) => pair.replace('=', ':'));

/** An entry point of several words: the rest goes before the command, as Docker runs them one after the other. */
function programOf(service: Mapping, findings: Finding[]): { entrypoint: string[]; command: string[] } {
  const [entry, ...rest] = wordsIn(service.entrypoint, findings);
  const command = wordsIn(service.command, findings);
  return { entrypoint: entry === undefined ? [] : [`--entrypoint=${entry}`], command: [...rest, ...command] };
}

/** A list as it stands; a text as a shell's words. */
function wordsIn(value: unknown, findings: Finding[]): string[] {
  if (Array.isArray(value)) return value.map((one) => textOf(one) ?? '');
  const words = splitCommandLine(textOf(value) ?? '');
  if (words === undefined) findings.push(finding('text-quote-open', {}));
  return words ?? [];
}

/** A network's keys in a service, in the long form of `--network`. */
const ENDPOINT: Readonly<Record<string, string>> = {
  ipv4_address: 'ip',
  ipv6_address: 'ip6',
  mac_address: 'mac-address',
  gw_priority: 'gw-priority',
};

function networksOf(
  service: Mapping,
  of: string,
  nameOf: (key: string) => string,
  fallback: string | undefined,
): Worded {
  const mode = textOf(service.network_mode);
  if (mode !== undefined) return { words: [`--network=${mode}`], findings: [] };
  const wanted = isMapping(service.networks)
    ? Object.entries(service.networks)
    : textsOf(service.networks).map((key): [string, unknown] => [key, null]);
  if (wanted.length === 0)
    return { words: fallback === undefined ? [] : [`--network=${fallback}`], findings: [] };
  const all = wanted.map(([key, value]) => ({ key, fields: mappingOf(value) }));
  return {
    words: all.map(({ key, fields }) => `--network=${longForm(nameOf(key), fields)}`),
    findings: all.flatMap(({ key, fields }) =>
      leftOut(fields, [...Object.keys(ENDPOINT), 'aliases'], `${of}.networks.${key}`),
    ),
  };
}

function longForm(name: string, fields: Mapping): string {
  const pairs = Object.entries(ENDPOINT).flatMap(([key, field]) =>
    textsOf(fields[key]).map((value) => `${field}=${value}`),
  );
  const aliases = textsOf(fields.aliases).map((alias) => `alias=${alias}`);
  const short = pairs.length + aliases.length === 0 && !name.includes('=');
  return short ? name : [`name=${name}`, ...pairs, ...aliases].join(',');
}
