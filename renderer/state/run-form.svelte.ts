// SPDX-License-Identifier: Apache-2.0
import type { ContainerSpec } from '../../model/container.ts';
import { splitCommandLine } from '../../model/grammar/split.ts';
import { freshId } from './fresh-id.ts';

/** A container as it is being thought up. */
export class RunForm {
  image = $state('');
  name = $state('');
  command = $state('');
  /** Network id; empty: none. */
  network = $state('');
  ip = $state('');
  ip6 = $state('');
  mac = $state('');
  /** `KEY=value`, one a line. */
  env = $state('');
  remove = $state(false);
  #id = freshId();

  constructor(network: string, image: string, taken: readonly string[]) {
    this.network = network;
    this.image = image;
    this.name = freeName(image, taken);
  }

  /** A quote is left open: there is no command to read yet. */
  commandOpen = $derived(splitCommandLine(this.command) === undefined);

  spec = $derived.by<ContainerSpec>(() => ({
    id: this.#id,
    name: this.name.trim(),
    image: this.image.trim(),
    command: splitCommandLine(this.command) ?? [],
    env: this.env.split('\n').filter((line) => line.trim() !== ''),
    tty: true,
    interactive: true,
    remove: this.remove,
    labels: {},
    endpoints:
      this.network === ''
        ? []
        : [
            {
              network: this.network,
              ...given('ip', this.ip),
              ...given('ip6', this.ip6),
              ...given('mac', this.mac),
              aliases: [],
            },
          ],
  }));

  repair(field: string, value: string): void {
    const key = field.split('.').at(-1);
    if (key === 'ip' || key === 'ip6' || key === 'mac' || key === 'name' || key === 'image')
      this[key] = value;
  }
}

const given = (key: 'ip' | 'ip6' | 'mac', text: string): Record<string, string> =>
  text.trim() === '' ? {} : { [key]: text.trim() };

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
