// SPDX-License-Identifier: Apache-2.0
import { containerView } from '../../model/docker/container-view.ts';
import { CONTAINER_FILTERS, filterBy, NETWORK_FILTERS } from '../../model/docker/filter.ts';
import { LISTS, type List, printInspect, printList } from '../../model/docker/list.ts';
import { NONE_ID, networkView, noneView } from '../../model/docker/network-view.ts';
import { containerRows, imageRows, networkRows, type Row } from '../../model/docker/rows.ts';
import type { Fault } from '../../model/fault.ts';
import { findContainer, findImage, findNetwork } from '../../model/find.ts';
import { finding } from '../../model/finding.ts';
import type { InvocationOf } from '../../model/grammar/commands.ts';
import type { Observation } from '../../model/observation.ts';
import type { Result } from '../../model/result.ts';
import { containerPaths } from '../state/paths.ts';
import { look } from './host.ts';
import { sayFault } from './terminal.ts';

/** Prints what a question gave, or says why not. Value: the exit code. */
export function show(text: Result<string>): number {
  if (!text.ok) {
    sayFault(text.fault);
    return 1;
  }
  process.stdout.write(text.value);
  return 0;
}

/** Rows of our own commands, in Docker's table. */
export const showRows = (
  rows: readonly Row[],
  columns: readonly string[],
  format: string | undefined,
  quiet = false,
): number => {
  const list: List = {
    table: columns.map((column) => `{{.${column}}}`).join('\t'),
    heads: Object.fromEntries(columns.map((column) => [column, column.toUpperCase()])),
  };
  return show(printList(list, rows, { format, quiet }));
};

async function seen(then: (observation: Observation) => number, asking = look): Promise<number> {
  const observation = await asking();
  if (observation.ok) return then(observation.value);
  sayFault(observation.fault);
  return 1;
}

export const networkList = ({ flags }: InvocationOf<'network ls'>): Promise<number> =>
  seen((observation) => {
    const networks = filterBy(observation.networks, flags.filter, NETWORK_FILTERS, observation);
    if (!networks.ok) return show(networks);
    const rows = networkRows(networks.value, flags['no-trunc']);
    const shown = flags.filter.length > 0 ? rows.filter((row) => row.Name !== 'none') : rows;
    return show(printList(LISTS.networks, shown, flags));
  });

export const containerList = ({ flags }: InvocationOf<'ps'>): Promise<number> =>
  seen((observation) => {
    const last = flags.latest ? 1 : flags.last;
    const all = flags.all || last !== undefined || flags.filter.some((text) => text.startsWith('status='));
    const matching = filterBy(observation.containers, flags.filter, CONTAINER_FILTERS, observation);
    if (!matching.ok) return show(matching);
    const containers = matching.value.filter(({ state }) => all || state.status === 'running');
    const rows = containerRows({ ...observation, containers }, flags['no-trunc']).slice(0, last);
    return show(printList(LISTS.containers, rows, flags));
  });

export const imageList = ({ args, flags }: InvocationOf<'image ls'>): Promise<number> =>
  seen((observation) => {
    const rows = imageRows(observation.images, Date.now(), flags['no-trunc']);
    const named = rows.filter((row) => args.repository === undefined || row.Repository === args.repository);
    return show(printList(LISTS.images, named, flags));
  });

type View = (name: string, observation: Observation) => object | Fault;

const isFault = (view: object | Fault): view is Fault => 'code' in view && 'facts' in view;

const viewNetwork: View = (name, observation) => {
  if (name === 'none' || name === NONE_ID) return noneView();
  const found = findNetwork(observation, name);
  return 'found' in found ? networkView(found.found, observation) : found.finding;
};

const viewContainer: View = (name, observation) => {
  const found = findContainer(observation, name);
  return 'found' in found
    ? containerView(found.found, observation, { logPath: containerPaths(found.found.spec.id).log })
    : found.finding;
};

const viewImage: View = (name, { images }) => {
  const image = findImage(images, name);
  return image ?? finding('image-unknown', { image: name });
};

/** Docker's `inspect` without a type: a container of that name before a network before an image. */
const viewAny: View = (name, observation) => {
  const views = [viewContainer, viewNetwork, viewImage].map((view) => view(name, observation));
  return views.find((view) => !isFault(view)) ?? (views[0] as Fault);
};

/** Addresses that routers advertise are known in the sandboxes only. */
async function lookDeep(): Promise<Result<Observation>> {
  const plain = await look();
  return plain.ok && plain.value.networks.some(({ spec }) => spec.slaac) ? look(true) : plain;
}

/** Prints what is known of each name; the unknown ones are said, and make the exit code 1 (Docker). */
const inspectAll = (names: readonly string[], format: string | undefined, view: View): Promise<number> =>
  seen((observation) => {
    const views = names.map((name) => view(name, observation));
    const known = views.filter((one) => !isFault(one));
    const printed = show(printInspect(known, format));
    const unknown = views.filter(isFault);
    for (const fault of unknown) sayFault(fault);
    return unknown.length > 0 ? 1 : printed;
  }, lookDeep);

const VIEWS = { container: viewContainer, network: viewNetwork, image: viewImage };

export const inspect = ({ args, flags }: InvocationOf<'inspect'>): Promise<number> =>
  inspectAll(args.name, flags.format, flags.type === undefined ? viewAny : VIEWS[flags.type]);

export const networkInspect = ({ args, flags }: InvocationOf<'network inspect'>): Promise<number> =>
  inspectAll(args.network, flags.format, viewNetwork);

export const containerInspect = ({ args, flags }: InvocationOf<'container inspect'>): Promise<number> =>
  inspectAll(args.container, flags.format, viewContainer);

export const imageInspect = ({ args, flags }: InvocationOf<'image inspect'>): Promise<number> =>
  inspectAll(args.image, flags.format, viewImage);
