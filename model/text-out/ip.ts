// SPDX-License-Identifier: Apache-2.0
import type { Container } from '../container.ts';
import { type Finding, finding, isError } from '../finding.ts';
import { joinCommandLine } from '../grammar/split.ts';
import type { Network } from '../network.ts';
import type { Observation } from '../observation.ts';
import { planContainerStart } from '../plan/container.ts';
import type { Step } from '../step.ts';
import { ipArguments, ipSandbox } from '../step-command.ts';
import { asIfDone } from '../text-in/as-if.ts';
import { type Exported, type Subject, TITLES } from './exported.ts';
import { idlePools, leftOutOf, noPlace, optionsLeftOut, poolsLeftOut } from './left-out.ts';
import { parentSteps } from './parent-steps.ts';

const NETWORK_FIELDS = [
  'driver',
  'mode',
  'flag',
  'parent',
  'mtu',
  'internal',
  'ipv6',
  'ipv4',
  'pools',
  'slaac',
];
/** The rest of a container is its program, and one remark says that it is not here. */
const PROGRAM_FIELDS = [
  ...['image', 'entrypoint', 'command', 'env', 'hostname', 'workdir', 'user', 'tty', 'interactive', 'remove'],
  ...['restart', 'labels', 'endpoints'],
];

/** The `ip` commands that make the same links, addresses and routes: a shell script for root. A container's sandbox has the container's name. */
export function ipOf({ networks, containers }: Subject, observation: Observation): Exported {
  const parents = networks.map((network) => ({ network, steps: parentSteps(network, observation) }));
  const made = uniqueSteps(parents.flatMap(({ steps }) => steps ?? []));
  const seen = asIfDone({ steps: made, findings: [] }, withoutMade(networks, observation));
  const started = containers.map((container) => startOf(container, seen));
  const blocks = [
    made.flatMap(lineOf),
    ...started.map(({ container, steps }) => [`# ${container.spec.name}`, ...steps.flatMap(lineOf)]),
  ].filter((block) => block.length > 0);
  const text = ['#!/bin/sh\nset -e', ...blocks.map((block) => block.join('\n'))].join('\n\n');
  return {
    files: [{ name: 'network.sh', text: `${text}\n` }],
    remarks: [
      ...parents.flatMap(({ network, steps }) => [
        ...networkRemarks(network),
        ...(steps === undefined
          ? [finding('export-parent-untold', { network: network.spec.name, target: TITLES.ip })]
          : []),
      ]),
      ...idlePools(networks, containers, 'ip'),
      ...started.flatMap(({ remarks }) => remarks),
    ],
  };
}

/** Two networks on one sub-interface make it once. */
const uniqueSteps = (steps: readonly Step[]): Step[] =>
  steps.filter(
    (step, index) => steps.findIndex((one) => JSON.stringify(one) === JSON.stringify(step)) === index,
  );

const withoutMade = (networks: readonly Network[], observation: Observation): Observation => ({
  ...observation,
  links: observation.links.filter((link) => !networks.some(({ madeLinks }) => madeLinks.includes(link.name))),
});

const lineOf = (step: Step): string[] => {
  const words = ipArguments(step);
  const sandbox = ipSandbox(step);
  return words === undefined
    ? []
    : [joinCommandLine(['ip', ...(sandbox === undefined ? [] : ['-n', sandbox]), ...words])];
};

/** A start of the container as if it were stopped, in a sandbox of its own name. */
function startOf(container: Container, seen: Observation) {
  const { id, name } = container.spec;
  const stopped: Container = {
    ...container,
    sandbox: name,
    state: { status: 'exited', remains: false },
  };
  const others = seen.containers.filter(({ spec }) => spec.id !== id);
  const { steps, findings } = planContainerStart(id, { ...seen, containers: [...others, stopped] });
  const remarks = [
    ...findings.filter(isError),
    finding('export-network-only', { container: name, target: TITLES.ip }),
    ...leftOutOf(container.spec, PROGRAM_FIELDS, 'ip'),
    ...aliasesLeftOut(container),
  ];
  return { container, steps, remarks };
}

const aliasesLeftOut = ({ spec }: Container): Finding[] =>
  spec.endpoints.flatMap(({ aliases }) =>
    aliases.map((alias) => noPlace(`--network-alias ${alias}`, spec.name, 'ip')),
  );

const networkRemarks = ({ spec }: Network): Finding[] => [
  ...leftOutOf(spec, NETWORK_FIELDS, 'ip'),
  ...optionsLeftOut(spec, 'ip'),
  ...poolsLeftOut(spec, 'ip'),
];
