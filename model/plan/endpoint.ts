// SPDX-License-Identifier: Apache-2.0
import type { Container, ContainerRecord, EndpointSpec } from '../container.ts';
import { isByDhcp } from '../lan/by-dhcp.ts';
import { type Link, linkNamed } from '../link.ts';
import { familyOf, type Ip, parseIp } from '../net/ip.ts';
import { macOfIpv4, macOfText, parseMac } from '../net/mac.ts';
import { broadcastOf, subnetAt, subnetHas } from '../net/subnet.ts';
import type { Network } from '../network.ts';
import type { Observation } from '../observation.ts';
import { nextFree, notFree, poolsOf, withPrefix } from '../pool/lease.ts';
import { hasDefaultRoute } from '../pool/pool.ts';
import type { Step } from '../step.ts';
import { byPriority, leasedRouter } from './dhcp.ts';
import { advertisementSteps, ipv6Before } from './ipv6.ts';
import { birthName } from './names.ts';

type Endpoint = ContainerRecord['endpoints'][number];

/** Gives an endpoint its addresses and MAC: those asked for, else the lowest free ones and Docker 20.10's MAC. Preflight has found room. */
export function leaseEndpoint(
  spec: EndpointSpec,
  network: Network,
  container: { name: string; ifname: string },
  observation: Observation,
): Endpoint {
  const held = notFree(network, observation);
  const pools = poolsOf(network);
  const families = ([4, 6] as const).filter((family) =>
    family === 4 ? !isByDhcp(network.spec) : network.ipv6,
  );
  const ips = families.flatMap((family) => {
    const asked = family === 4 ? spec.ip : spec.ip6;
    const ip = asked === undefined ? nextFree(network, family, held) : parseIp(asked);
    return ip === undefined ? [] : [ip];
  });
  return {
    network: network.spec.id,
    spec,
    ifname: container.ifname,
    mac: network.spec.driver === 'ipvlan' ? '' : macFor(spec, ips, `${container.name}/${network.spec.name}`),
    addresses: ips.flatMap((ip) => withPrefix(ip, pools) ?? []),
  };
}

function macFor(spec: EndpointSpec, ips: readonly Ip[], name: string): string {
  const asked = spec.mac === undefined ? undefined : parseMac(spec.mac);
  const v4 = ips.find((ip) => familyOf(ip) === 4);
  return asked ?? (v4 === undefined ? macOfText(name) : macOfIpv4(v4));
}

/** Whether the next link made in a sandbox announces its addresses when it comes up: Docker 28 does so for a macvlan, not for an ipvlan (ip-sysctl: arp_notify, ndisc_notify). */
const announceBefore = (driver: string, sandbox: string): Step[] =>
  ['net.ipv4.conf.default.arp_notify', 'net.ipv6.conf.default.ndisc_notify'].map((key) => ({
    step: 'sysctl-set',
    sandbox,
    key,
    value: driver === 'ipvlan' ? '0' : '1',
    was: '0',
  }));

/** Makes an endpoint's link, directly in its sandbox: moving it there would wait 20 ms for RCU. */
export function birthSteps(
  endpoint: Endpoint,
  network: Network,
  { container, sandbox }: { container: string; sandbox: string },
  { links }: Observation,
): Step[] {
  const { driver, mode, flag, mtu } = network.spec;
  const name = birthName(container, endpoint.ifname);
  return [
    ...announceBefore(driver, sandbox),
    ...ipv6Before(network, sandbox),
    {
      step: 'link-add',
      link: {
        name,
        kind: driver === 'ipvlan' ? 'ipvlan' : 'macvlan',
        parent: network.parent,
        mode: mode || (driver === 'ipvlan' ? 'l2' : 'bridge'),
        ...(driver === 'ipvlan' && flag && flag !== 'bridge' ? { flag } : {}),
        ...(endpoint.mac === '' ? {} : { mac: endpoint.mac }),
        ...(mtu === undefined ? {} : { mtu }),
        sandbox,
      },
    },
    ...advertisementSteps(network, sandbox, name, endpoint.spec.gatewayPriority ?? 0),
    ...(mode === 'passthru' ? [takeMac(endpoint.mac, name, sandbox, linkNamed(links, network.parent))] : []),
  ];
}

/** A passthru link is born with its parent's MAC whatever is asked; set afterwards, the parent takes it too, until the link goes. */
const takeMac = (mac: string, link: string, sandbox: string, parent: Link | undefined): Step => ({
  step: 'link-address',
  sandbox,
  link,
  mac,
  was: parent?.mac ?? mac,
});

/** Names, addresses and raises it. Addresses come before up, so that the kernel announces them (arp_notify). */
export function dressSteps(
  { ifname: link, addresses }: Endpoint,
  container: string,
  sandbox: string,
): Step[] {
  return [
    { step: 'link-rename', sandbox, from: birthName(container, link), to: link },
    ...addresses.map((address): Step => {
      const broadcast = broadcastFor(address);
      return {
        step: 'address-add',
        sandbox,
        link,
        address,
        ...(broadcast === undefined ? {} : { broadcast }),
      };
    }),
    { step: 'link-up', sandbox, link },
  ];
}

/** Takes one endpoint out of a sandbox that goes on: the link takes its addresses and routes with it. */
export function detachSteps(endpoint: Endpoint, network: Network | undefined, sandbox: string): Step[] {
  const { driver, mode } = network?.spec ?? { driver: 'macvlan', mode: undefined };
  return [
    {
      step: 'link-delete',
      link: {
        name: endpoint.ifname,
        kind: driver === 'ipvlan' ? 'ipvlan' : 'macvlan',
        ...(network === undefined ? {} : { parent: network.parent }),
        ...(mode === undefined ? {} : { mode }),
        ...(endpoint.mac === '' ? {} : { mac: endpoint.mac }),
        sandbox,
      },
    },
  ];
}

function broadcastFor(address: string): Ip | undefined {
  const ip = parseIp(address.slice(0, address.indexOf('/')));
  return ip === undefined
    ? undefined
    : broadcastOf(subnetAt(ip, Number(address.slice(address.indexOf('/') + 1))));
}

export interface DefaultRoute {
  family: 4 | 6;
  /** Undefined in ipvlan's L3 modes: the link itself. */
  via?: Ip;
  link: string;
}

/**
 * A container's default routes, one a family: through the endpoint of the highest gateway priority,
 * among equals of the first network by name (Docker 28).
 */
export function defaultRoutes(endpoints: readonly Endpoint[], observation: Observation): DefaultRoute[] {
  const ordered = byPriority(endpoints, observation);
  return ([4, 6] as const).flatMap((family) => {
    for (const placed of ordered) {
      const { endpoint, network } = placed;
      const router = family === 4 && isByDhcp(network.spec) ? leasedRouter(placed) : undefined;
      if (router === 'later') return [];
      const leased = router === undefined ? undefined : parseIp(router);
      const route = leased
        ? { family, via: leased, link: endpoint.ifname }
        : routeThrough(endpoint, network, family);
      if (route !== undefined) return [route];
    }
    return [];
  });
}

function routeThrough(endpoint: Endpoint, network: Network, family: 4 | 6): DefaultRoute | undefined {
  const ip = endpoint.addresses
    .map((one) => parseIp(one.slice(0, one.indexOf('/'))))
    .find((one) => one && familyOf(one) === family);
  const { spec } = network;
  if (ip === undefined || (family === 4 && isByDhcp(spec))) return undefined;
  if ((spec.mode === 'l3' || spec.mode === 'l3s') && !spec.internal && spec.parent)
    return { family, link: endpoint.ifname };
  const pool = poolsOf(network).find((one) => subnetHas(one.subnet, ip));
  return pool?.gateway === undefined || !hasDefaultRoute(spec)
    ? undefined
    : { family, via: pool.gateway, link: endpoint.ifname };
}

export const routeStep = (
  step: 'route-add' | 'route-delete',
  sandbox: string,
  route: DefaultRoute,
): Step => ({
  step,
  sandbox,
  to: 'default',
  ...route,
});

/** The routes that change when a running container's endpoints change: old ones out first, then new ones in. */
export function rerouteSteps(
  container: Container,
  after: readonly Endpoint[],
  observation: Observation,
  gone: readonly string[],
): Step[] {
  const before = defaultRoutes(container.endpoints, observation);
  const wanted = defaultRoutes(after, observation);
  const same = (a: DefaultRoute, b: DefaultRoute) =>
    a.family === b.family && a.via === b.via && a.link === b.link;
  return [
    ...before
      .filter((old) => !gone.includes(old.link) && !wanted.some((route) => same(old, route)))
      .map((route) => routeStep('route-delete', container.sandbox, route)),
    ...wanted
      .filter((route) => !before.some((old) => same(old, route)))
      .map((route) => routeStep('route-add', container.sandbox, route)),
  ];
}
