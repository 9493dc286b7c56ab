// SPDX-License-Identifier: Apache-2.0
import type { Container, ContainerRecord, EndpointSpec } from '../container.ts';
import { findNetwork } from '../find.ts';
import { type Finding, finding, isError } from '../finding.ts';
import { withoutLease } from '../lan/by-dhcp.ts';
import type { Network } from '../network.ts';
import type { Observation } from '../observation.ts';
import type { Plan } from '../plan.ts';
import { judgeEndpoint } from '../preflight/endpoint.ts';
import { attachedNow, stepsInStep } from '../shim/steps.ts';
import type { Step } from '../step.ts';
import { recordOf, withContainer } from './container.ts';
import { leaseSteps, releaseSteps } from './dhcp.ts';
import { birthSteps, detachSteps, dressSteps, leaseEndpoint, rerouteSteps } from './endpoint.ts';
import { settleSteps } from './ipv6.ts';
import { freeIfname } from './names.ts';
import { toJson } from './network.ts';

/** Attaches a container to one more network; at once when it runs, else at its next start. */
export function planConnect(reference: string, spec: EndpointSpec, observation: Observation): Plan {
  return withNetwork(spec.network, observation, (network) =>
    withContainer(reference, observation, (container) => {
      const findings = judgeConnect(container, spec, network, observation);
      if (findings.some(isError)) return { steps: [], findings };
      const ifname = freeIfname(container.endpoints.map((one) => one.ifname));
      const endpoint = leaseEndpoint(spec, network, { name: container.spec.name, ifname }, observation);
      const endpoints = [...container.endpoints, endpoint];
      const live =
        container.state.status === 'running'
          ? [
              ...birthSteps(
                endpoint,
                network,
                { container: container.spec.id, sandbox: container.sandbox },
                observation,
              ),
              ...dressSteps(endpoint, container.spec.id, container.sandbox),
              ...rerouteSteps(container, endpoints, observation, []),
              ...leaseSteps(container, [endpoint], observation),
              ...stepsInStep([endpoint], observation, [...attachedNow(observation), endpoint]),
              ...settleSteps([endpoint], container.sandbox, observation),
            ]
          : [];
      return { steps: [putEndpoints(container, endpoints), ...live], findings };
    }),
  );
}

function judgeConnect(
  container: Container,
  spec: EndpointSpec,
  network: Network,
  observation: Observation,
): Finding[] {
  const taken = container.endpoints.some((endpoint) => endpoint.network === network.spec.id);
  return taken
    ? [finding('endpoint-taken', { container: container.spec.name, network: network.spec.name })]
    : judgeEndpoint(spec, network, observation, 'endpoint');
}

export function planDisconnect(reference: string, networkReference: string, observation: Observation): Plan {
  return withNetwork(networkReference, observation, (network) =>
    withContainer(reference, observation, (container) => {
      const endpoint = container.endpoints.find((one) => one.network === network.spec.id);
      if (endpoint === undefined) {
        const facts = { container: container.spec.name, network: network.spec.name };
        return { steps: [], findings: [finding('endpoint-missing', facts)] };
      }
      const endpoints = container.endpoints.filter((one) => one !== endpoint);
      const live =
        container.state.status === 'running'
          ? [
              ...releaseSteps(container, [endpoint], observation),
              ...detachSteps(endpoint, network, container.sandbox),
              ...rerouteSteps(container, endpoints, observation, [endpoint.ifname]),
              ...stepsInStep(
                [endpoint],
                observation,
                attachedNow(observation).filter((one) => one !== endpoint),
              ),
            ]
          : [];
      return { steps: [...live, putEndpoints(container, endpoints)], findings: [] };
    }),
  );
}

function putEndpoints(container: Container, endpoints: ContainerRecord['endpoints']): Step {
  const before = recordOf(container);
  return {
    step: 'record-put',
    collection: 'containers',
    id: container.spec.id,
    before: toJson(before),
    after: toJson({ ...before, endpoints: endpoints.map(withoutLease) }),
  };
}

function withNetwork(reference: string, observation: Observation, then: (network: Network) => Plan): Plan {
  const found = findNetwork(observation, reference);
  return 'finding' in found ? { steps: [], findings: [found.finding] } : then(found.found);
}
