// SPDX-License-Identifier: Apache-2.0
import { isByDhcp } from '../lan/by-dhcp.ts';
import type { Network, PoolSpec } from '../network.ts';
import type { Observation } from '../observation.ts';
import { endpointId, placeOf, placeSeen } from './endpoint-view.ts';
import { apiTime, sorted } from './human.ts';

/** Docker's network for containers without one. The others that Docker makes by itself, bridge and host, are not here. */
export const NONE_ID = '0'.repeat(64);

/** `network inspect`, keys and order as Docker 28.5's. A gateway that was not given is not shown (Docker, until it is restarted). */
export function networkView(network: Network, observation: Observation) {
  const { spec } = network;
  return {
    ...heading(spec.name, spec.id, network.created, spec.driver),
    EnableIPv4: isByDhcp(spec) || network.pools.some((pool) => !pool.subnet.includes(':')),
    EnableIPv6: network.ipv6,
    IPAM: {
      Driver: spec.ipam,
      Options: spec.slaac ? { slaac: 'true' } : {},
      Config: network.pools.map(poolView),
    },
    Internal: spec.internal,
    Attachable: network.spec.attachable ?? false,
    ...FIXED,
    Containers: containersOn(network, observation),
    Options: sorted(spec.options),
    Labels: sorted(spec.labels),
    ...hostAccessView(network, observation),
  };
}

/** Ours, and only where it is on. */
const hostAccessView = ({ shim }: Network, { routes }: Observation) =>
  shim === undefined
    ? {}
    : {
        HostAccess: {
          Link: shim.link,
          Addresses: shim.addresses,
          Routes: routes
            .filter(({ dev, protocol }) => dev === shim.link && protocol !== 'kernel')
            .map(({ to }) => to),
        },
      };

const heading = (name: string, id: string, created: number | undefined, driver: string) => ({
  Name: name,
  Id: id,
  Created: apiTime(created),
  Scope: 'local',
  Driver: driver,
});

/** What a network of one host never has. */
const FIXED = { Ingress: false, ConfigFrom: { Network: '' }, ConfigOnly: false };

const poolView = ({ subnet, range, gateway, reserved }: PoolSpec) => ({
  Subnet: subnet,
  ...(range === undefined ? {} : { IPRange: range }),
  ...(gateway === undefined ? {} : { Gateway: gateway }),
  ...(Object.keys(reserved).length === 0 ? {} : { AuxiliaryAddresses: sorted(reserved) }),
});

/** Running containers by id. */
function containersOn(network: Network, { containers, sandboxes }: Observation): Record<string, object> {
  const running = containers.filter((container) => container.state.status === 'running');
  return sorted(
    Object.fromEntries(
      running.flatMap(({ spec, endpoints, sandbox }) =>
        endpoints
          .filter((endpoint) => endpoint.network === network.spec.id)
          .map((endpoint) => {
            const inside = sandboxes.find(({ name }) => name === sandbox);
            const [four, six] = [placeOf(endpoint, 4), placeSeen(endpoint, inside)];
            const view = {
              Name: spec.name,
              EndpointID: endpointId(spec.id, network.spec.id),
              MacAddress: endpoint.mac,
              IPv4Address: four.ip && `${four.ip}/${four.prefix}`,
              IPv6Address: six.ip && `${six.ip}/${six.prefix}`,
            };
            return [spec.id, view];
          }),
      ),
    ),
  );
}

/** `network inspect none`. */
export const noneView = () => ({
  ...heading('none', NONE_ID, undefined, 'null'),
  EnableIPv4: true,
  EnableIPv6: false,
  IPAM: { Driver: 'default', Options: null, Config: null },
  Internal: false,
  Attachable: false,
  ...FIXED,
  Containers: {},
  Options: {},
  Labels: {},
});
