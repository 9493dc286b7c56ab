// SPDX-License-Identifier: Apache-2.0
import { withAdvertised } from '../advertised.ts';
import type { Container, Endpoint } from '../container.ts';
import { isByDhcp } from '../lan/by-dhcp.ts';
import { type Link, linkNamed } from '../link.ts';
import { type Family, familyOf, type Ip, parseIp } from '../net/ip.ts';
import { subnetHas } from '../net/subnet.ts';
import type { Network } from '../network.ts';
import type { Observation } from '../observation.ts';
import { leasedRouter } from '../plan/dhcp.ts';
import { type Pool, readPools } from '../pool/pool.ts';
import type { Reach } from '../reach.ts';

/** "Does this endpoint reach that address?", with all that the answer hangs on. */
export interface Question {
  from: Container;
  endpoint: Endpoint;
  network: Network;
  /** Undefined when the network's parent is not there. */
  parent: Link | undefined;
  target: Reach['target'];
  /** The other container and its endpoint, when the target is one. */
  to?: { container: Container; endpoint: Endpoint };
  /** Undefined: the host has no address there to be asked for. */
  ip: Ip | undefined;
  family: Family;
}

/** Every question about every endpoint: its gateways, the other containers of its network, the host; in that order. */
export function questionsOf(seen: Observation): Question[] {
  const observation = { ...seen, containers: seen.containers.map((one) => withAdvertised(one, seen)) };
  return observation.containers.flatMap((from) =>
    from.endpoints.flatMap((endpoint) => {
      const network = observation.networks.find(({ spec }) => spec.id === endpoint.network);
      if (network === undefined) return [];
      const parent = linkNamed(observation.links, network.parent);
      const about = { from, endpoint, network, parent };
      return [...gateways(about), ...others(about, observation), ...hosts(about, observation)];
    }),
  );
}

type About = Pick<Question, 'from' | 'endpoint' | 'network' | 'parent'>;

function gateways(about: About): Question[] {
  const pools = readPools(about.network.pools, about.network.spec);
  const { lease } = about.endpoint;
  // Without its address nothing can be asked, and why it is gone is to be said.
  const lost: Question[] =
    lease?.state === 'lost' ? [{ ...about, target: 'gateway', ip: undefined, family: 4 }] : [];
  const asked = addressesOf(about.endpoint).flatMap((address) => {
    const gateway = gatewayFor(address, about, pools);
    return gateway === undefined
      ? []
      : [{ ...about, target: 'gateway' as const, ip: gateway, family: familyOf(gateway) }];
  });
  return [...lost, ...asked];
}

/** The router that came with the lease, or the pool's. */
function gatewayFor(address: Ip, { endpoint, network }: About, pools: readonly Pool[]): Ip | undefined {
  const leased = familyOf(address) === 4 && isByDhcp(network.spec);
  if (leased) return parseIp(leasedRouter({ endpoint, network }) ?? '');
  return pools.find(({ subnet }) => subnetHas(subnet, address))?.gateway;
}

/** In the families that both have. */
function others(about: About, { containers }: Observation): Question[] {
  const families = addressesOf(about.endpoint).map(familyOf);
  return containers
    .filter(({ spec }) => spec.id !== about.from.spec.id)
    .flatMap((container) => {
      const endpoint = container.endpoints.find(({ network }) => network === about.network.spec.id);
      if (endpoint === undefined) return [];
      const to = { container, endpoint };
      return addressesOf(endpoint)
        .filter((ip) => families.includes(familyOf(ip)))
        .map((ip) => ({ ...about, target: 'container' as const, to, ip, family: familyOf(ip) }));
    });
}

/** One question a family in which both have an address, or one without an address. */
function hosts(about: About, observation: Observation): Question[] {
  const families = addressesOf(about.endpoint).map(familyOf);
  const asked = families.flatMap((family) => {
    const ip = hostAddress(about, family, observation);
    return ip === undefined ? [] : [{ ...about, target: 'host' as const, ip, family }];
  });
  const [family] = families;
  return asked.length > 0 || family === undefined
    ? asked
    : [{ ...about, target: 'host', ip: undefined, family }];
}

/** The shim's address where there is a shim, else the parent's own. */
function hostAddress(about: About, family: Family, observation: Observation): Ip | undefined {
  const links = [
    ...shimsOf(about.network, about.parent, observation),
    ...(about.parent ? [about.parent] : []),
  ];
  return links
    .flatMap((link) => link.addresses)
    .filter((address) => address.family === family && address.scope === 'global')
    .flatMap((address) => parseIp(address.ip) ?? [])
    .at(0);
}

/** Links of the host itself on the same parent and of the same driver, but not another network's shim: through them host and containers meet. */
export function shimsOf(
  network: Network,
  parent: Link | undefined,
  { links, networks }: Observation,
): Link[] {
  const others = networks.flatMap(({ spec, shim }) =>
    shim === undefined || spec.id === network.spec.id ? [] : [shim.link],
  );
  return parent === undefined
    ? []
    : links.filter(
        (link) =>
          link.kind === network.spec.driver &&
          !others.includes(link.name) &&
          link.parent === parent.ifindex &&
          !link.parentElsewhere &&
          link.up,
      );
}

/** An endpoint's addresses without their prefix length. */
export const addressesOf = (endpoint: Endpoint): Ip[] =>
  endpoint.addresses.flatMap((address) => parseIp(address.slice(0, address.indexOf('/'))) ?? []);
