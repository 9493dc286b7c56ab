// SPDX-License-Identifier: Apache-2.0
import type { EndpointSpec } from '../container.ts';
import { fault } from '../fault.ts';
import { failed, ok, type Result } from '../result.ts';
import type { InvocationOf } from './commands.ts';
import { keyAndValue } from './value.ts';

/** Docker's network for a container that names none. */
const DEFAULT_NETWORK = 'bridge';

type Field = 'name' | 'alias' | 'ip' | 'ip6' | 'mac-address' | 'driver-opt' | 'link-local-ip' | 'gw-priority';
const FIELDS: readonly string[] = [
  'name',
  'alias',
  'ip',
  'ip6',
  'mac-address',
  'driver-opt',
  'link-local-ip',
  'gw-priority',
] satisfies Field[];

/** What stands beside `--network` for its first network. */
interface Beside {
  ip: string | undefined;
  ip6: string | undefined;
  'mac-address': string | undefined;
  'network-alias': readonly string[];
}

/** The endpoints that `run` and `create` ask for: none for `--network none`, Docker's default network when none is named. */
export function endpointSpecsOf(networks: readonly string[], beside: Beside): Result<EndpointSpec[]> {
  const wanted = networks.length === 0 ? [DEFAULT_NETWORK] : networks;
  if (wanted.length === 1 && (wanted[0] === 'none' || networks.length === 0)) {
    const stray = strayFlag(beside);
    if (stray !== undefined) return failed(fault('endpoint-without-network', { field: stray }));
    if (wanted[0] === 'none') return ok([]);
  }
  const specs: EndpointSpec[] = [];
  for (const text of wanted) {
    const spec = endpointOf(text);
    if (!spec.ok) return spec;
    if (specs.some((other) => other.network === spec.value.network))
      return failed(fault('usage-conflict', { one: `--network ${text}`, other: `--network ${text}` }));
    specs.push(spec.value);
  }
  return withBeside(specs, beside);
}

const strayFlag = (beside: Beside): string | undefined =>
  (['ip', 'ip6', 'mac-address'] as const).find((field) => beside[field] !== undefined) ??
  (beside['network-alias'].length > 0 ? 'network-alias' : undefined);

/** `NAME`, or Docker's long form `name=NAME,ip=…,alias=…`. */
function endpointOf(text: string): Result<EndpointSpec> {
  if (!text.includes('=')) return ok({ network: text, aliases: [] });
  const fields = text.split(',').map(keyAndValue);
  const odd = fields.find(([key]) => !FIELDS.includes(key.trim().toLowerCase()));
  if (odd) return badNetwork(text, FIELDS.join('|'));
  const all = (wanted: Field) =>
    fields.filter(([key]) => key.trim().toLowerCase() === wanted).map(([, value]) => value);
  const network = all('name').at(-1);
  if (network === undefined || network === '') return badNetwork(text, 'name=NETWORK');
  const priority = priorityOf(all('gw-priority').at(-1));
  if (!priority.ok) return priority;
  return ok({
    network,
    ...given('ip', all('ip').at(-1)),
    ...given('ip6', all('ip6').at(-1)),
    ...given('mac', all('mac-address').at(-1)),
    ...priority.value,
    aliases: all('alias'),
  });
}

function priorityOf(text: string | undefined): Result<{ gatewayPriority?: number }> {
  if (text === undefined) return ok({});
  if (/^[+-]?\d{1,9}$/.test(text)) return ok({ gatewayPriority: Number(text) });
  return failed(fault('usage-flag-value', { flag: '--network gw-priority', value: text, wants: '0, 1, 2…' }));
}

const badNetwork = (value: string, wants: string) =>
  failed(fault('usage-flag-value', { flag: '--network', value, wants }));

const given = <Key extends string>(key: Key, value: string | undefined): { [K in Key]?: string } =>
  (value === undefined || value === '' ? {} : { [key]: value }) as { [K in Key]?: string };

/** --ip, --ip6, --mac-address and --network-alias go to the first network, which must not have them too. */
function withBeside(specs: EndpointSpec[], beside: Beside): Result<EndpointSpec[]> {
  const [first, ...others] = specs;
  if (first === undefined) return ok(specs);
  const pairs = [
    ['ip', first.ip, beside.ip],
    ['ip6', first.ip6, beside.ip6],
    ['mac-address', first.mac, beside['mac-address']],
    ['network-alias', first.aliases.length > 0 ? 'alias' : undefined, beside['network-alias'][0]],
  ] as const;
  const clash = pairs.find(([, inner, outer]) => inner !== undefined && outer !== undefined);
  if (clash)
    return failed(
      fault('usage-conflict', { one: `--${clash[0]}`, other: `--network name=${first.network},…` }),
    );
  const merged = {
    ...first,
    ...given('ip', beside.ip),
    ...given('ip6', beside.ip6),
    ...given('mac', beside['mac-address']),
    aliases: [...first.aliases, ...beside['network-alias']],
  };
  return ok([merged, ...others]);
}

/** What `network connect` asks for. */
export function connectSpecOf({ flags, args }: InvocationOf<'network connect'>): EndpointSpec {
  return {
    network: args.network,
    ...given('ip', flags.ip),
    ...given('ip6', flags.ip6),
    ...(flags['gw-priority'] === undefined ? {} : { gatewayPriority: flags['gw-priority'] }),
    aliases: [...flags.alias],
  };
}
