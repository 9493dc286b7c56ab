// SPDX-License-Identifier: Apache-2.0
import { expect, it } from 'vitest';
import type { NetworkSpec } from '../network.ts';
import { idOf, netSpec, network, workstation } from '../testing/host.ts';
import { poolsInForce } from './default-pools.ts';

const subnets = (other: Partial<NetworkSpec>) =>
  poolsInForce(netSpec({ pools: [], ...other }), workstation())?.map(
    ({ subnet, gateway }) => `${subnet} ${gateway}`,
  );

const V4 = '172.18.0.0/16 172.18.0.1';
const V6 = 'fdaa:aaaa:aaaa::/64 fdaa:aaaa:aaaa::1';
const given = { pools: [{ subnet: '10.77.0.0/24', reserved: {} }] };

it.each<[string, Partial<NetworkSpec>, string[]]>([
  ['no subnet', {}, [V4]],
  ['no subnet, IPv6 on', { ipv6: true }, [V4, V6]],
  ['an IPv4 subnet, IPv6 on', { ...given, ipv6: true }, ['10.77.0.0/24 undefined', V6]],
  ['IPv6 only', { ipv6: true, ipv4: false }, [V6]],
  ['addresses from routers', { ipv6: true, slaac: true }, [V4]],
  ['no way out', { internal: true, ipv6: true }, [V4, V6].map((pool) => pool.replace(/ .*/, ' undefined'))],
])('%s', (_title, spec, wanted) => expect(subnets(spec)).toEqual(wanted));

it('takes the next pool when one is in use, and none when all are', () => {
  const taken = network({ pools: [] });
  const host = workstation({ networks: [taken] });
  expect(poolsInForce(netSpec({ id: idOf('b'), pools: [] }), host)?.[0]?.subnet).toBe('172.19.0.0/16');
  const full = workstation({ routes: [{ family: 4, to: '128.0.0.0/1', dev: 'eth0' }] });
  expect(poolsInForce(netSpec({ pools: [] }), full)).toBeUndefined();
});
