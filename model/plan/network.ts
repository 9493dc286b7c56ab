// SPDX-License-Identifier: Apache-2.0

import { findNetwork } from '../find.ts';
import { type Finding, finding, isError } from '../finding.ts';
import { linkNamed } from '../link.ts';
import { familyOf, type Ip, parseIp } from '../net/ip.ts';
import type { Network, NetworkRecord, NetworkSpec, PoolSpec } from '../network.ts';
import type { Observation } from '../observation.ts';
import type { Plan } from '../plan.ts';
import { judgeHostAccess } from '../preflight/host-access.ts';
import { judgeNetwork } from '../preflight/network.ts';
import { readSubInterface } from '../preflight/parent.ts';
import { draftShim } from '../shim/shim.ts';
import { shimSteps } from '../shim/steps.ts';
import type { LinkSpec, Step } from '../step.ts';
import { poolsInForce } from './default-pools.ts';
import { dummyName } from './names.ts';

/** Makes a network: the parent link where there is none yet, then the record. */
export function planNetworkCreate(spec: NetworkSpec, observation: Observation): Plan {
  const findings = judgeNetwork(spec, observation);
  const pools = poolsInForce(spec, observation);
  if (pools === undefined) findings.push(finding('default-pools-full', {}, 'pools'));
  if (findings.some(isError) || pools === undefined) return { steps: [], findings };

  const made = madeLink(spec, observation);
  const record: NetworkRecord = {
    spec,
    engine: 'builtin',
    pools,
    ipv6: spec.ipv6 || spec.slaac === true || pools.some((pool) => isV6(pool)),
    parent: made?.name ?? spec.parent ?? '',
    madeLinks: made === undefined ? sharedLinks(spec.parent ?? '', observation) : [made.name],
  };
  if (spec.hostAccess) findings.push(...judgeHostAccess(record, observation));
  const draft = spec.hostAccess ? draftShim(record, observation) : {};
  if (findings.some(isError) || 'full' in draft) return { steps: [], findings };
  const links: Step[] =
    made === undefined
      ? []
      : [
          { step: 'link-add', link: made },
          { step: 'link-up', link: made.name },
        ];
  return {
    steps: [
      ...links,
      {
        step: 'record-put',
        collection: 'networks',
        id: spec.id,
        before: null,
        after: toJson({ ...record, ...draft }),
      },
    ],
    findings,
  };
}

const isV6 = (pool: PoolSpec): boolean => pool.subnet.includes(':');

/** A sub-interface that another of our networks had made is ours to take away as well, when we are the last on it. */
const sharedLinks = (parent: string, observation: Observation): string[] =>
  observation.networks.some((network) => network.madeLinks.includes(parent)) ? [parent] : [];

/** The link that is to be made for it; undefined: its parent is there, or cannot be made. */
export function madeLink(spec: NetworkSpec, observation: Observation): LinkSpec | undefined {
  if (!spec.parent) return { name: dummyName(spec), kind: 'dummy' };
  if (linkNamed(observation.links, spec.parent) !== undefined) return undefined;
  const read = readSubInterface(spec.parent, observation);
  return 'code' in read
    ? undefined
    : { name: read.name, kind: 'vlan', parent: read.nic.name, vlanId: read.id };
}

/** Takes a network away, and its link with it when Lanyard made that and no other network is on it. */
export function planNetworkRemove(reference: string, observation: Observation): Plan {
  if (['bridge', 'host', 'none'].includes(reference)) {
    return { steps: [], findings: [finding('network-predefined', { network: reference })] };
  }
  const found = findNetwork(observation, reference);
  if ('finding' in found) return { steps: [], findings: [found.finding] };
  const network = found.found;
  const findings = inUse(network, observation);
  if (findings.length > 0) return { steps: [], findings };

  const record: Step = {
    step: 'record-put',
    collection: 'networks',
    id: network.spec.id,
    before: toJson(recordOf(network)),
    after: null,
  };
  const shim = shimSteps(network, observation, []);
  return { steps: [record, ...shim, ...deleteLinks(network, observation)], findings: [] };
}

/** Docker counts the endpoints of running containers only. */
function inUse(network: Network, observation: Observation): Finding[] {
  const containers = observation.containers
    .filter((container) => container.state.remains)
    .filter((container) => container.endpoints.some((endpoint) => endpoint.network === network.spec.id))
    .map((container) => container.spec.name);
  return containers.length === 0
    ? []
    : [finding('network-in-use', { network: network.spec.name, containers })];
}

function deleteLinks(network: Network, observation: Observation): Step[] {
  const shared = observation.networks.some((other) => other !== network && other.parent === network.parent);
  if (shared) return [];
  return network.madeLinks.flatMap((name): Step[] => {
    const link = linkNamed(observation.links, name);
    if (link === undefined) return [];
    const nic = observation.links.find((other) => other.ifindex === link.parent);
    const spec: LinkSpec =
      link.vlan === undefined
        ? { name, kind: 'dummy' }
        : { name, kind: 'vlan', vlanId: link.vlan.id, ...(nic === undefined ? {} : { parent: nic.name }) };
    return [{ step: 'link-delete', link: spec }];
  });
}

export const recordOf = ({ created: _, ...record }: Network): NetworkRecord => record;

export const toJson = (value: unknown): never => JSON.parse(JSON.stringify(value)) as never;

/** The gateway of a family that a network's default route goes through. */
export function gatewayOf(pools: readonly { gateway: Ip | undefined }[], family: 4 | 6): Ip | undefined {
  return pools
    .map((pool) => pool.gateway)
    .find((gateway) => gateway !== undefined && familyOf(gateway) === family);
}

export const readAddress = (address: string): Ip | undefined =>
  parseIp(address.slice(0, address.indexOf('/')));
