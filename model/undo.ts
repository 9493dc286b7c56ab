// SPDX-License-Identifier: Apache-2.0
import type { Change } from './change.ts';
import { ContainerRecord } from './container.ts';
import type { Entry } from './history.ts';
import { NetworkRecord } from './network.ts';
import type { StepOf } from './step.ts';

/**
 * The change that takes an entry back, or null when nothing can. It goes through preflight like any other,
 * so that a network which has got containers since is not taken away under them.
 */
export function counterOf(entry: Entry): Change | null {
  const { change } = entry;
  if (entry.status !== 'done' || entry.undoneBy !== undefined) return null;
  switch (change.ask) {
    case 'network-create':
      return { ask: 'network-remove', network: change.spec.id };
    case 'network-remove':
      return recreateNetwork(entry);
    case 'network-host-access':
      // Without a record, it only made anew what had gone missing.
      return puts(entry).length === 0 ? null : { ...change, on: !change.on };
    case 'network-connect':
      return {
        ask: 'network-disconnect',
        container: change.container,
        network: change.endpoint.network,
        force: false,
      };
    case 'network-disconnect':
      return reconnect(entry);
    case 'container-run':
      return { ask: 'container-remove', container: change.spec.id, force: true };
    case 'container-start':
      return { ask: 'container-stop', container: change.container, grace: 10 };
    case 'container-stop':
      return removedContainer(entry) === undefined
        ? { ask: 'container-start', container: change.container }
        : recreateContainer(entry, true);
    case 'container-remove':
      return recreateContainer(
        entry,
        entry.steps.some(({ step }) => step.step === 'container-stop'),
      );
    case 'network-restore':
    case 'container-reap':
      return null;
  }
}

const puts = (entry: Entry): StepOf<'record-put'>[] =>
  entry.steps.flatMap(({ step }) => (step.step === 'record-put' ? [step] : []));

function recreateNetwork(entry: Entry): Change | null {
  const before = NetworkRecord.safeParse(puts(entry)[0]?.before);
  return before.success ? { ask: 'network-create', spec: before.data.spec } : null;
}

const removedContainer = (entry: Entry) =>
  puts(entry).find((step) => step.collection === 'containers' && step.after === null);

/** The container as it was asked for, with the addresses it had; what was in its file system is lost. */
function recreateContainer(entry: Entry, start: boolean): Change | null {
  const before = ContainerRecord.safeParse(removedContainer(entry)?.before);
  return before.success ? { ask: 'container-run', spec: withAddresses(before.data), start } : null;
}

function withAddresses(record: ContainerRecord): ContainerRecord['spec'] {
  return { ...record.spec, endpoints: record.endpoints.map(endpointAsHeld) };
}

function endpointAsHeld(
  endpoint: ContainerRecord['endpoints'][number],
): ContainerRecord['spec']['endpoints'][number] {
  const bare = endpoint.addresses.map((address) => address.slice(0, address.indexOf('/')));
  const [ip, ip6] = [bare.find((one) => !one.includes(':')), bare.find((one) => one.includes(':'))];
  return {
    ...endpoint.spec,
    network: endpoint.network,
    ...(ip === undefined ? {} : { ip }),
    ...(ip6 === undefined ? {} : { ip6 }),
    ...(endpoint.mac === '' ? {} : { mac: endpoint.mac }),
  };
}

function reconnect(entry: Entry): Change | null {
  const { change } = entry;
  const put = puts(entry)[0];
  const before = ContainerRecord.safeParse(put?.before);
  const after = ContainerRecord.safeParse(put?.after);
  if (change.ask !== 'network-disconnect' || !before.success || !after.success) return null;
  const kept = after.data.endpoints.map((endpoint) => endpoint.network);
  const gone = before.data.endpoints.find((endpoint) => !kept.includes(endpoint.network));
  return gone === undefined
    ? null
    : { ask: 'network-connect', container: change.container, endpoint: endpointAsHeld(gone) };
}
