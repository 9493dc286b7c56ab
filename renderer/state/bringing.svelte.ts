// SPDX-License-Identifier: Apache-2.0
import type { Image } from '../../model/container.ts';
import type { Fault } from '../../model/fault.ts';
import type { Result } from '../../model/result.ts';
import type { Host } from '../host/host.svelte.ts';

/** One image on its way to this host, from a registry or a file. */
export class Bringing {
  busy = $state(false);
  /** The last line that the fetching program wrote. */
  line = $state('');
  fault = $state.raw<Fault>();
  #host: Host;

  constructor(host: Host) {
    this.#host = host;
  }

  pull(name: string): Promise<boolean> {
    return this.#bring(() => this.#host.client['image-pull']({ name: name.trim() }));
  }

  import(path: string, name: string): Promise<boolean> {
    return this.#bring(() => this.#host.client['image-import']({ path: path.trim(), name: name.trim() }));
  }

  async #bring(call: () => Promise<Result<Image>>): Promise<boolean> {
    this.busy = true;
    this.fault = undefined;
    const stop = this.#host.client.on('pulled', ({ line }) => {
      this.line = line;
    });
    const result = await call();
    stop();
    this.busy = false;
    this.line = '';
    if (!result.ok) this.fault = result.fault;
    return result.ok;
  }
}
