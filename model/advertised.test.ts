// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { withAdvertised } from './advertised.ts';
import type { LinkAddress } from './link.ts';
import { predictReach } from './reachability.ts';
import { container, link, network, workstation } from './testing/host.ts';

const on = network({ slaac: true });
const address = (ip: string, ...flags: string[]): LinkAddress => ({
  ...{ family: 6, ip, prefix: 64, scope: ip.startsWith('fe80') ? 'link' : 'global', flags },
});
const inside = (name: string, ...addresses: LinkAddress[]) => ({
  ...{ name, routes: [], neighbours: [], links: [link('eth0', 2, { addresses })] },
});
const c1 = container('c1', on, '10.77.0.2/24');
const c2 = container('c2', on, '10.77.0.3/24');
const GIVEN = address('2001:db8:77::aa', 'dynamic', 'mngtmpaddr');

test("a router's address stands beside the lease", () => {
  const sandboxes = [inside(c1.sandbox, address('fe80::1'), GIVEN)];
  const [endpoint] = withAdvertised(c1, { networks: [on], sandboxes }).endpoints;
  expect(endpoint?.addresses).toEqual(['10.77.0.2/24', '2001:db8:77::aa/64']);
});

test.each([
  ['its network takes none', [network()], [inside(c1.sandbox, GIVEN)]],
  ['its sandbox was not looked into', [on], [inside(c2.sandbox, GIVEN)]],
])('the container is as it was when %s', (_, networks, sandboxes) => {
  expect(withAdvertised(c1, { networks, sandboxes })).toBe(c1);
});

test('who reaches whom is asked of such addresses, too', () => {
  const other = address('2001:db8:77::bb', 'dynamic');
  const host = workstation({
    networks: [on],
    containers: [c1, c2],
    sandboxes: [inside(c1.sandbox, GIVEN), inside(c2.sandbox, other)],
  });
  const asked = predictReach(host).filter(({ family, target }) => family === 6 && target === 'container');
  expect(asked.map(({ from, ip }) => [from, ip])).toEqual([
    [c1.spec.id, '2001:db8:77::bb'],
    [c2.spec.id, '2001:db8:77::aa'],
  ]);
});
