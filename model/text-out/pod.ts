// SPDX-License-Identifier: Apache-2.0
import type { Container } from '../container.ts';
import type { Network } from '../network.ts';
import { objectName, renamed, type Written, type Yaml } from './kubernetes.ts';
import { leftOutOf, noPlace } from './left-out.ts';

const CONTAINER_FIELDS = [
  'image',
  'entrypoint',
  'command',
  'env',
  'hostname',
  'workdir',
  'tty',
  'interactive',
  'endpoints',
];

/** A Pod that asks for its networks by Multus's annotation. */
export function podOf({ spec, endpoints }: Container, networks: readonly Network[]): Written {
  const asked = endpoints.flatMap(({ network: id, ifname, spec: endpoint }) => {
    const network = networks.find((one) => one.spec.id === id);
    return network === undefined ? [] : [{ network, ifname, endpoint }];
  });
  const name = objectName(spec.name);
  const annotation = asked.map(({ network, ifname, endpoint }) => ({
    name: objectName(network.spec.name),
    // A Pod's own eth0 is the cluster's.
    interface: `net${Number(ifname.replace(/\D/g, '')) + 1}`,
    ...(endpoint.mac === undefined ? {} : { mac: endpoint.mac }),
  }));
  return {
    yaml: {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: {
        name,
        ...(asked.length === 0
          ? {}
          : { annotations: { 'k8s.v1.cni.cncf.io/networks': JSON.stringify(annotation) } }),
      },
      spec: {
        ...(spec.hostname ? { hostname: spec.hostname } : {}),
        restartPolicy: 'Never',
        containers: [programOf(spec, name)],
      },
    },
    remarks: [
      ...renamed(spec.name),
      ...asked.flatMap(({ endpoint, network }) => [
        ...(endpoint.ip === undefined ? [] : [noPlace(`--ip ${endpoint.ip}`, spec.name, 'multus')]),
        ...(endpoint.ip6 === undefined ? [] : [noPlace(`--ip6 ${endpoint.ip6}`, spec.name, 'multus')]),
        ...endpoint.aliases.map((alias) => noPlace(`--network-alias ${alias}`, spec.name, 'multus')),
        ...(endpoint.gatewayPriority === undefined
          ? []
          : [noPlace(`gw-priority=${endpoint.gatewayPriority} (${network.spec.name})`, spec.name, 'multus')]),
      ]),
      ...leftOutOf(spec, CONTAINER_FIELDS, 'multus'),
    ],
  };
}

function programOf(spec: Container['spec'], name: string): Yaml {
  return {
    name: name.replaceAll('.', '-'),
    image: spec.image,
    ...(spec.entrypoint === undefined ? {} : { command: [spec.entrypoint] }),
    ...(spec.command.length === 0 ? {} : { args: spec.command }),
    ...(spec.env.length === 0 ? {} : { env: spec.env.map(variableOf) }),
    ...(spec.workdir ? { workingDir: spec.workdir } : {}),
    ...(spec.tty ? { tty: true } : {}),
    ...(spec.interactive ? { stdin: true } : {}),
  };
}

function variableOf(line: string): Yaml {
  const at = line.indexOf('=');
  return { name: line.slice(0, at), value: line.slice(at + 1) };
}
