// SPDX-License-Identifier: Apache-2.0
import type { ContainerSpec, RestartPolicy } from '../../model/container.ts';
import { splitCommandLine } from '../../model/grammar/split.ts';
import {
  draftOn,
  type EndpointDraft,
  isEndpointKey,
  judgeEndpointDraft,
  specOfEndpoint,
} from './endpoint-draft.ts';
import { freshId } from './fresh-id.ts';

/** Texts of a container that are left out of its spec when they are empty. */
export const KNOBS = ['entrypoint', 'hostname', 'user', 'workdir'] as const;
export type Knob = (typeof KNOBS)[number];

/** What the form has no field for. */
export type Kept = Pick<ContainerSpec, 'tty' | 'interactive' | 'labels' | 'dns' | 'hosts'>;

/** A container as it is being thought up. */
export class RunForm {
  image = $state('');
  name = $state('');
  command = $state('');
  /** The first gives the default route, where no priority says otherwise. */
  endpoints = $state<EndpointDraft[]>([]);
  knobs = $state<Record<Knob, string>>({ entrypoint: '', hostname: '', user: '', workdir: '' });
  /** `KEY=value`, one a line. */
  env = $state('');
  remove = $state(false);
  restart = $state<RestartPolicy['policy']>('no');
  /** Of on-failure: how often at most, as typed; empty: as often as need be. */
  most = $state('');
  /** What a draft asks for beyond the fields. */
  kept = $state.raw<Kept>({ tty: true, interactive: true, labels: {} });
  #id = freshId();

  constructor(network: string, image: string, taken: readonly string[]) {
    if (network !== '') this.endpoints = [draftOn(network)];
    this.image = image;
    this.name = freeName(image, taken);
  }

  /** A quote is left open: there is no command to read yet. */
  commandOpen = $derived(splitCommandLine(this.command) === undefined);

  typed = $derived(this.endpoints.flatMap((draft, at) => judgeEndpointDraft(draft, `endpoints.${at}`)));

  spec = $derived.by<ContainerSpec>(() => ({
    id: this.#id,
    name: this.name.trim(),
    image: this.image.trim(),
    command: splitCommandLine(this.command) ?? [],
    env: this.env.split('\n').filter((line) => line.trim() !== ''),
    ...Object.fromEntries(
      KNOBS.map((knob) => [knob, this.knobs[knob].trim()]).filter(([, text]) => text !== ''),
    ),
    ...this.kept,
    remove: this.remove,
    ...(this.restart === 'no' ? {} : { restart: this.policy }),
    endpoints: this.endpoints.map(specOfEndpoint),
  }));

  /** What is typed as the most is no whole number above 0. */
  mostWrong = $derived(this.restart === 'on-failure' && !/^([1-9]\d{0,8})?$/.test(this.most.trim()));
  /** Removed at its end and started again at its end: one of them only (Docker). */
  restartRefused = $derived(this.mostWrong || (this.remove && this.restart !== 'no'));

  policy = $derived.by<RestartPolicy>(() => {
    const most = this.restart === 'on-failure' && !this.mostWrong ? Number(this.most.trim()) : 0;
    return { policy: this.restart, ...(most > 0 ? { most } : {}) };
  });

  /** Puts a finding's repair into its field: `name`, `image`, `endpoints.0.ip`. */
  repair(field: string, value: string): void {
    const [head, at, key] = field.split('.');
    const endpoint = this.endpoints[Number(at)];
    if (head === 'name' || head === 'image') this[head] = value;
    else if (head === 'endpoints' && endpoint && isEndpointKey(key)) endpoint[key] = value;
  }
}

/** The image's own short name, numbered when it is taken. */
export function freeName(image: string, taken: readonly string[]): string {
  const base =
    image
      .split('/')
      .at(-1)
      ?.split(':')[0]
      ?.replace(/[^a-zA-Z0-9_.-]/g, '') || 'container';
  for (let count = 1; ; count++) {
    const name = count === 1 ? base : `${base}-${count}`;
    if (!taken.includes(name)) return name;
  }
}
