// SPDX-License-Identifier: Apache-2.0
import { type Container, ContainerRecord } from '../../model/container.ts';
import { type Link, linkNamed, type Route } from '../../model/link.ts';
import { NetworkRecord } from '../../model/network.ts';
import type { Observation } from '../../model/observation.ts';
import type { Step, StepOf } from '../../model/step.ts';
import { practiceSandbox } from './machine.ts';

/** What the machine is like after one step, as far as the screens show. */
export function afterStep(step: Step, seen: Observation): Observation {
  switch (step.step) {
    case 'link-add':
      return step.link.sandbox === undefined ? withLink(seen, step.link) : seen;
    case 'link-delete':
      return step.link.sandbox === undefined
        ? {
            ...seen,
            links: seen.links.filter((link) => link.name !== step.link.name),
            routes: seen.routes.filter(({ dev }) => dev !== step.link.name),
          }
        : seen;
    case 'route-add':
      return step.sandbox === undefined ? { ...seen, routes: [...seen.routes, routeOf(step)] } : seen;
    case 'route-delete':
      return step.sandbox === undefined
        ? {
            ...seen,
            routes: seen.routes.filter(({ to, dev }) => to !== routeOf(step).to || dev !== step.link),
          }
        : seen;
    case 'link-up':
      return step.sandbox === undefined ? withState(seen, step.link, true) : seen;
    case 'link-down':
      return step.sandbox === undefined ? withState(seen, step.link, false) : seen;
    case 'record-put':
      return step.collection === 'networks'
        ? withNetwork(seen, step.id, step.after)
        : withContainer(seen, step.id, step.after);
    case 'container-start':
      return withStatus(seen, step.container, 'running');
    case 'container-stop':
      return withStatus(seen, step.container, 'exited');
    default:
      return seen;
  }
}

function withLink(
  seen: Observation,
  spec: { name: string; kind: string; parent?: string | undefined; vlanId?: number | undefined },
): Observation {
  const parent = linkNamed(seen.links, spec.parent ?? '');
  if (parent === undefined) return seen;
  const link: Link = {
    ...parent,
    ifindex: Math.max(...seen.links.map((one) => one.ifindex)) + 1,
    name: spec.name,
    kind: spec.kind,
    medium: 'virtual',
    parent: parent.ifindex,
    addresses: [],
    ...(spec.vlanId === undefined ? {} : { vlan: { id: spec.vlanId, protocol: '802.1Q' } }),
  };
  return { ...seen, links: [...seen.links, link] };
}

/** A route to one address, as iproute2 lists it: without its prefix length. */
const routeOf = ({ family, to, link, via, source }: StepOf<'route-add' | 'route-delete'>): Route => ({
  family,
  to: to.replace(family === 4 ? /\/32$/ : /\/128$/, ''),
  dev: link,
  ...(via === undefined ? {} : { via }),
  ...(source === undefined ? {} : { source }),
});

const withState = (seen: Observation, name: string, up: boolean): Observation => ({
  ...seen,
  links: seen.links.map((link) => (link.name === name ? { ...link, up } : link)),
});

function withNetwork(seen: Observation, id: string, after: unknown): Observation {
  const others = seen.networks.filter((one) => one.spec.id !== id);
  const record = NetworkRecord.safeParse(after);
  return { ...seen, networks: record.success ? [...others, { ...record.data, created: seen.at }] : others };
}

function withContainer(seen: Observation, id: string, after: unknown): Observation {
  const before = seen.containers.find((one) => one.spec.id === id);
  const others = seen.containers.filter((one) => one.spec.id !== id);
  const record = ContainerRecord.safeParse(after);
  if (!record.success) return { ...seen, containers: others };
  const made = {
    ...record.data,
    state: before?.state ?? { status: 'created', remains: false },
    created: seen.at,
  } as Container;
  return { ...seen, containers: [...others, made] };
}

function withStatus(seen: Observation, id: string, status: 'running' | 'exited'): Observation {
  const containers = seen.containers.map((one) =>
    one.spec.id === id
      ? { ...one, state: { ...stateOf(status, seen.at), remains: status === 'running' } }
      : one,
  ) as Container[];
  return {
    ...seen,
    containers,
    sandboxes: containers
      .filter((one) => one.state.status === 'running')
      .map((one) => practiceSandbox(one, seen.links, seen.networks)),
  };
}

const stateOf = (status: 'running' | 'exited', at: number) =>
  status === 'running' ? { status, started: at, pid: 4200 } : { status, ended: at, exitCode: 0 };
