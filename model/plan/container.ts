// SPDX-License-Identifier: Apache-2.0
import type { Container, ContainerRecord, ContainerSpec } from '../container.ts';
import { findContainer, findImage, findNetwork } from '../find.ts';
import { type Finding, finding, isError } from '../finding.ts';
import { withoutLease } from '../lan/by-dhcp.ts';
import type { Network } from '../network.ts';
import type { Observation } from '../observation.ts';
import type { Plan } from '../plan.ts';
import { argvOf, judgeContainer } from '../preflight/container.ts';
import { judgeKept } from '../preflight/on-lan.ts';
import { restartsAtEnd } from '../restart.ts';
import { attachedNow, stepsInStep } from '../shim/steps.ts';
import type { Step } from '../step.ts';
import { leaseSteps, releaseSteps } from './dhcp.ts';
import { birthSteps, defaultRoutes, detachSteps, dressSteps, leaseEndpoint, routeStep } from './endpoint.ts';
import { settleSteps } from './ipv6.ts';
import { sandboxName } from './names.ts';
import { toJson } from './network.ts';

/** Makes a container, and unless `start` is false, starts it. */
export function planContainerRun(spec: ContainerSpec, start: boolean, observation: Observation): Plan {
  const findings = judgeContainer(spec, observation);
  const image = findImage(observation.images, spec.image);
  if (findings.some(isError) || image === undefined) return { steps: [], findings };

  const record: ContainerRecord = {
    spec,
    engine: 'builtin',
    imageId: image.id,
    argv: argvOf(spec, image),
    endpoints: leaseAll(spec, observation),
    sandbox: sandboxName(spec.id),
  };
  return {
    steps: [
      { step: 'record-put', collection: 'containers', id: spec.id, before: null, after: toJson(record) },
      { step: 'rootfs-add', container: spec.id, image: image.id },
      ...(start ? startSteps(record, observation) : []),
    ],
    findings,
  };
}

/** Docker 28 numbers the interfaces by the networks' names, whatever the order asked. */
function leaseAll(spec: ContainerSpec, observation: Observation): ContainerRecord['endpoints'] {
  const wanted = spec.endpoints
    .flatMap((endpoint) => {
      const network = findNetwork(observation, endpoint.network);
      return 'found' in network ? [{ endpoint, network: network.found }] : [];
    })
    .sort((a, b) => (a.network.spec.name < b.network.spec.name ? -1 : 1));
  return wanted.map(({ endpoint, network }, index) =>
    leaseEndpoint(endpoint, network, { name: spec.name, ifname: `eth${index}` }, observation),
  );
}

const networkOf = (id: string, observation: Observation): Network | undefined =>
  observation.networks.find((network) => network.spec.id === id);

/** What brings a made container to life: sandbox, links, routes, root, runtime. */
function startSteps(record: ContainerRecord, observation: Observation): Step[] {
  const { sandbox, imageId: image } = record;
  const container = record.spec.id;
  return [
    { step: 'sandbox-add', sandbox },
    { step: 'sysctl-set', sandbox, key: 'net.ipv6.conf.default.accept_ra', value: '0', was: '1' },
    ...record.endpoints.flatMap((endpoint) => {
      const network = networkOf(endpoint.network, observation);
      return network === undefined ? [] : birthSteps(endpoint, network, { container, sandbox }, observation);
    }),
    ...record.endpoints.flatMap((endpoint) => dressSteps(endpoint, container, sandbox)),
    { step: 'link-up', sandbox, link: 'lo' },
    ...defaultRoutes(record.endpoints, observation).map((route) => routeStep('route-add', sandbox, route)),
    ...leaseSteps(record, record.endpoints, observation),
    { step: 'rootfs-mount', container, image },
    { step: 'container-create', container, sandbox },
    ...stepsInStep(record.endpoints, observation, [...attachedNow(observation), ...record.endpoints]),
    ...settleSteps(record.endpoints, sandbox, observation),
    { step: 'container-start', container },
  ];
}

/** What a run leaves behind, taken away: all but the record and the root's contents. */
function endSteps(container: Container, observation: Observation): Step[] {
  if (!container.state.remains) return [];
  const { sandbox, imageId: image } = container;
  const { id } = container.spec;
  return [
    { step: 'container-delete', container: id, sandbox },
    ...releaseSteps(container, container.endpoints, observation),
    ...container.endpoints.flatMap((endpoint) =>
      detachSteps(endpoint, networkOf(endpoint.network, observation), sandbox),
    ),
    { step: 'sandbox-delete', sandbox },
    { step: 'rootfs-unmount', container: id, image },
  ];
}

/** The host's side of its networks, once it runs no more. */
const leaveSteps = ({ spec, endpoints }: Container, observation: Observation): Step[] =>
  stepsInStep(endpoints, observation, attachedNow(observation, spec.id));

export function planContainerStart(reference: string, observation: Observation): Plan {
  return withContainer(reference, observation, (container) => {
    const { name } = container.spec;
    if (container.state.status === 'running') {
      return { steps: [], findings: [finding('container-already-running', { container: name })] };
    }
    const gone = container.endpoints.filter(
      (endpoint) => networkOf(endpoint.network, observation) === undefined,
    );
    const findings: Finding[] = gone.map((endpoint) =>
      finding('network-gone', { network: endpoint.network, container: name }),
    );
    if (findings.length === 0)
      findings.push(...parentsGone(container, observation), ...judgeKept(container, observation));
    return findings.length > 0
      ? { steps: [], findings }
      : {
          steps: [...endSteps(container, observation), ...startSteps(recordOf(container), observation)],
          findings,
        };
  });
}

function parentsGone(container: Container, observation: Observation): Finding[] {
  const links = observation.links.map((link) => link.name);
  return container.endpoints
    .map((endpoint) => networkOf(endpoint.network, observation)?.parent ?? '')
    .filter((parent) => !links.includes(parent))
    .map((parent) => finding('parent-missing', { parent, links }));
}

export function planContainerStop(reference: string, grace: number, observation: Observation): Plan {
  return withContainer(reference, observation, (container) => {
    const { id, name, remove } = container.spec;
    // One that waits to be started again by itself is stopped: it stays ended.
    const waits = restartsAtEnd(container);
    if (container.state.status !== 'running' && !waits)
      return planReap(container, observation, [finding('container-not-running', { container: name })]);
    return {
      steps: [
        { step: 'container-stop', container: id, grace },
        ...endSteps(container, observation),
        ...(remove ? removeSteps(container) : []),
        ...leaveSteps(container, observation),
      ],
      findings: [],
    };
  });
}

/** What is left to do for a container that is not running any more. */
export function planContainerReap(reference: string, observation: Observation): Plan {
  return withContainer(reference, observation, (container) =>
    container.state.status === 'running' ? { steps: [], findings: [] } : planReap(container, observation, []),
  );
}

function planReap(container: Container, observation: Observation, findings: Finding[]): Plan {
  const steps = [...endSteps(container, observation), ...leaveSteps(container, observation)];
  const ended = container.spec.remove && container.state.status === 'exited';
  return {
    steps: [...steps, ...(ended ? removeSteps(container) : [])],
    findings: steps.length > 0 || ended ? [] : findings,
  };
}

const removeSteps = (container: Container): Step[] => [
  { step: 'rootfs-delete', container: container.spec.id, image: container.imageId },
  {
    step: 'record-put',
    collection: 'containers',
    id: container.spec.id,
    before: toJson(recordOf(container)),
    after: null,
  },
];

export function planContainerRemove(reference: string, force: boolean, observation: Observation): Plan {
  return withContainer(reference, observation, (container) => {
    const { id, name } = container.spec;
    const running = container.state.status === 'running';
    if (running && !force)
      return { steps: [], findings: [finding('container-running', { container: name })] };
    return {
      steps: [
        ...(running ? [{ step: 'container-stop', container: id, grace: 0 } as const] : []),
        ...endSteps(container, observation),
        ...removeSteps(container),
        ...leaveSteps(container, observation),
      ],
      findings: [finding('rootfs-lost', { container: name })],
    };
  });
}

export function withContainer(
  reference: string,
  observation: Observation,
  then: (container: Container) => Plan,
): Plan {
  const found = findContainer(observation, reference);
  return 'finding' in found ? { steps: [], findings: [found.finding] } : then(found.found);
}

export function recordOf({ state: _, created: __, ...record }: Container): ContainerRecord {
  return { ...record, endpoints: record.endpoints.map(withoutLease) };
}
