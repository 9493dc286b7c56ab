// SPDX-License-Identifier: Apache-2.0
import type { Container, Image } from '../container.ts';
import type { Network } from '../network.ts';
import type { Observation } from '../observation.ts';
import { goJson } from '../template/json.ts';
import { shortId } from '../text.ts';
import { networksView } from './container-view.ts';
import { cut, humanDuration, humanSize, rowTime, sorted } from './human.ts';
import { NONE_ID } from './network-view.ts';

/** One line of a list: what `--format` can name. Functions take an argument: `{{.Label "a"}}`. */
export type Row = Readonly<Record<string, unknown>>;

const withLabels = (labels: Readonly<Record<string, string>>) => ({
  Labels: Object.entries(sorted(labels))
    .map(([key, value]) => `${key}=${value}`)
    .join(','),
  Label: (name: unknown) => labels[String(name)] ?? '',
});

/** `network ls`, by name; ours and `none`. `full`: ids are not shortened. */
export function networkRows(networks: readonly Network[], full = false): Row[] {
  const none = { id: NONE_ID, name: 'none', driver: 'null', internal: false, labels: {} };
  const ours = networks.map((network) => ({ ...network.spec, ipv6: network.ipv6, created: network.created }));
  return [...ours, { ...none, ipv6: false, created: 0 }].sort(byName).map((network) =>
    sorted({
      ID: full ? network.id : shortId(network.id),
      Name: network.name,
      Driver: network.driver,
      Scope: 'local',
      IPv4: 'true',
      IPv6: String(network.ipv6),
      Internal: String(network.internal),
      CreatedAt: rowTime(network.created),
      ...withLabels(network.labels),
    }),
  );
}

const byName = (a: { name: string }, b: { name: string }): number =>
  a.name < b.name ? -1 : a.name > b.name ? 1 : 0;

/** `ps`, the newest first. */
export function containerRows(observation: Observation, full = false): Row[] {
  const newestFirst = [...observation.containers].sort((a, b) => b.created - a.created);
  return newestFirst.map((container) => containerRow(container, observation, full));
}

function containerRow(container: Container, observation: Observation, full: boolean): Row {
  const { spec, state, created } = container;
  const command = container.argv.join(' ');
  return sorted({
    ID: full ? spec.id : shortId(spec.id),
    Image: spec.image,
    Command: goJson(full ? command : cut(command, 20)),
    CreatedAt: rowTime(created),
    RunningFor: `${humanDuration(observation.at - created)} ago`,
    Status: statusText(container, observation.at),
    State: state.status,
    Ports: '',
    Names: spec.name,
    Networks: Object.keys(networksView(container, observation)).join(','),
    LocalVolumes: '0',
    Mounts: '',
    Size: '0B',
    ...withLabels(spec.labels),
  });
}

/** `Up 2 minutes`, `Exited (0) 3 seconds ago`, `Created`. `now`: milliseconds since the epoch. */
export function statusText({ state }: Container, now: number): string {
  if (state.status === 'created') return 'Created';
  if (state.status === 'running') return `Up ${humanDuration(now - (state.started ?? now))}`;
  return `Exited (${state.exitCode ?? 0}) ${humanDuration(now - (state.ended ?? now))} ago`;
}

/** `images`, the newest first; a line for each name. */
export function imageRows(images: readonly Image[], now: number, full = false): Row[] {
  const newestFirst = [...images].sort((a, b) => b.created - a.created);
  return newestFirst.flatMap((image) =>
    (image.names.length > 0 ? image.names : ['<none>:<none>']).map((name) => {
      const at = name.lastIndexOf(':');
      return sorted({
        Repository: name.slice(0, at),
        Tag: name.slice(at + 1),
        ID: full ? image.id : shortId(image.id.replace(/^sha256:/, '')),
        Digest: '<none>',
        CreatedSince: `${humanDuration(now - image.created)} ago`,
        CreatedAt: rowTime(image.created),
        Size: humanSize(image.size),
      });
    }),
  );
}
