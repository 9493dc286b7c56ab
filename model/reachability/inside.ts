// SPDX-License-Identifier: Apache-2.0
import type { Container, Endpoint } from '../container.ts';
import { type Finding, finding } from '../finding.ts';
import { linkNamed, type Route } from '../link.ts';
import { type Family, type Ip, parseIp } from '../net/ip.ts';
import { prefixOf, readSubnet, subnetHas } from '../net/subnet.ts';
import type { Sandbox } from '../observation.ts';

/** What is wrong inside a sandbox with an endpoint's link and address; undefined when nothing is. */
export function faultInside(
  container: Container,
  endpoint: Endpoint,
  family: Family,
  sandbox: Sandbox,
): Finding | undefined {
  const facts = { link: endpoint.ifname, container: container.spec.name };
  const link = linkNamed(sandbox.links, endpoint.ifname);
  if (link === undefined) return finding('link-gone', facts);
  if (!link.up) return finding('link-down', facts);
  for (const address of endpoint.addresses) {
    const ip = parseIp(address.slice(0, address.indexOf('/')));
    if (ip === undefined || ip.includes(':') !== (family === 6)) continue;
    const held = link.addresses.find((one) => parseIp(one.ip) === ip);
    if (held === undefined) return finding('address-gone', { address: ip, ...facts });
    // IPv6 duplicate address detection (RFC 4862) found another holder: the kernel does not use it.
    if (held.flags.includes('dadfailed')) return finding('address-duplicate', { address: ip, ...facts });
  }
  return undefined;
}

/** What is wrong with a sandbox's way to an address, which must leave by the endpoint's link. */
export function faultOnWay(
  container: Container,
  endpoint: Endpoint,
  ip: Ip,
  sandbox: Sandbox,
): Finding | undefined {
  const facts = { to: ip, link: endpoint.ifname, container: container.spec.name };
  const route = routeTo(ip, sandbox.routes);
  if (route === undefined) return finding('route-gone', facts);
  return route.dev === endpoint.ifname ? undefined : finding('route-elsewhere', { ...facts, dev: route.dev });
}

/** The route that the kernel takes: longest prefix, then lowest metric; undefined when there is none, or a `blackhole` and its kin. */
export function routeTo(ip: Ip, routes: readonly Route[]): Route | undefined {
  const family = ip.includes(':') ? 6 : 4;
  const [best] = routes
    .filter((route) => route.family === family)
    .flatMap((route) => {
      const length = matchLength(ip, route.to.split(' ').at(-1) ?? '');
      return length === undefined ? [] : [{ route, length }];
    })
    .sort((a, b) => b.length - a.length || (a.route.metric ?? 0) - (b.route.metric ?? 0));
  return best?.route.to.includes(' ') ? undefined : best?.route;
}

/** Bits of the destination when it holds the address. iproute2 prints a host route without its prefix length. */
function matchLength(ip: Ip, to: string): number | undefined {
  if (to === 'default') return 0;
  const host = parseIp(to);
  if (host !== undefined) return host === ip ? 128 : undefined;
  const reading = readSubnet(to);
  return reading.kind === 'subnet' && subnetHas(reading.subnet, ip) ? prefixOf(reading.subnet) : undefined;
}
