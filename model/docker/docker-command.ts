// SPDX-License-Identifier: Apache-2.0
import type { ContainerSpec, EndpointSpec } from '../container.ts';
import { MTU_OPTION } from '../grammar/network-spec.ts';
import { joinCommandLine } from '../grammar/split.ts';
import type { NetworkSpec } from '../network.ts';
import { writeRestart } from '../restart.ts';

/** The docker command that would make it, for a POSIX shell. */
export const dockerCommandOf = (spec: NetworkSpec | ContainerSpec): string =>
  joinCommandLine(['docker', ...('driver' in spec ? networkWords(spec) : containerWords(spec))]);

const option = (name: string, value: string | undefined): string[] =>
  value === undefined ? [] : [name, value];

const repeated = (name: string, values: readonly string[]): string[] =>
  values.flatMap((value) => [name, value]);

const pairs = (record: Readonly<Record<string, string>>): string[] =>
  Object.entries(record).map(([key, value]) => `${key}=${value}`);

/** A name that looks like a flag stands behind `--`. */
const named = (name: string): string[] => (name.startsWith('-') ? ['--', name] : [name]);

export function networkWords(spec: NetworkSpec): string[] {
  return [
    'network',
    'create',
    '-d',
    spec.driver,
    ...spec.pools.flatMap(({ subnet, range, gateway, reserved }) => [
      '--subnet',
      subnet,
      ...option('--ip-range', range),
      ...option('--gateway', gateway),
      ...repeated('--aux-address', pairs(reserved)),
    ]),
    ...(spec.internal ? ['--internal'] : []),
    ...(spec.ipv6 ? ['--ipv6'] : []),
    ...(spec.ipv4 === false ? ['--ipv4=false'] : []),
    ...(spec.attachable ? ['--attachable'] : []),
    ...(spec.ipam === 'default' ? [] : ['--ipam-driver', spec.ipam]),
    ...repeated('--label', pairs(spec.labels)),
    ...repeated('-o', pairs(driverOptions(spec))),
    ...named(spec.name),
  ];
}

/** The options as given, and those that the fields stand for. */
export function driverOptions(spec: NetworkSpec): Record<string, string> {
  const fields = {
    parent: spec.parent,
    [`${spec.driver}_mode`]: spec.mode,
    ipvlan_flag: spec.flag,
    [MTU_OPTION]: spec.mtu === undefined ? undefined : String(spec.mtu),
  };
  const known = Object.entries(fields).flatMap(([key, value]) =>
    value === undefined ? [] : [[key, value] as const],
  );
  return { ...spec.options, ...Object.fromEntries(known) };
}

export function containerWords(spec: ContainerSpec): string[] {
  const letters = `${spec.interactive ? 'i' : ''}${spec.tty ? 't' : ''}d`;
  return [
    'run',
    ...(spec.remove ? ['--rm'] : []),
    ...option('--restart', spec.restart && writeRestart(spec.restart)),
    `-${letters}`,
    '--name',
    spec.name,
    ...endpointWords(spec.endpoints),
    ...option('-h', spec.hostname),
    ...repeated('--dns', spec.dns?.servers ?? []),
    ...repeated('--dns-search', spec.dns?.search ?? []),
    ...repeated('--dns-option', spec.dns?.options ?? []),
    ...repeated('--add-host', spec.hosts ?? []),
    ...option('-w', spec.workdir),
    ...option('-u', spec.user),
    ...option('--entrypoint', spec.entrypoint),
    ...repeated('-e', spec.env),
    ...repeated('-l', pairs(spec.labels)),
    ...named(spec.image),
    ...spec.command,
  ];
}

/** One endpoint in the short form, several (or a priority) in Docker's long one. */
function endpointWords(endpoints: readonly EndpointSpec[]): string[] {
  const [only, ...others] = endpoints;
  if (only === undefined) return ['--network', 'none'];
  if (others.length > 0 || only.gatewayPriority !== undefined)
    return endpoints.flatMap((endpoint) => ['--network', longForm(endpoint)]);
  return [
    '--network',
    only.network,
    ...option('--ip', only.ip),
    ...option('--ip6', only.ip6),
    ...option('--mac-address', only.mac),
    ...repeated('--network-alias', only.aliases),
  ];
}

function longForm({ network, ip, ip6, mac, aliases, gatewayPriority }: EndpointSpec): string {
  const fields = [
    ['name', network],
    ['ip', ip],
    ['ip6', ip6],
    ['mac-address', mac],
    ['gw-priority', gatewayPriority],
    ...aliases.map((alias) => ['alias', alias]),
  ];
  return fields.flatMap(([key, value]) => (value === undefined ? [] : [`${key}=${value}`])).join(',');
}
