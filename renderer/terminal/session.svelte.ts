// SPDX-License-Identifier: Apache-2.0
import type { Fault } from '../../model/fault.ts';
import type { Lanyard } from '../../model/shell-contract.ts';

/** The longest text that one `session-write` takes. */
const CHUNK = 16384;

/** One shell in a container: what it says goes to `write`, what is typed comes from `type`. */
export class Session {
  phase = $state<'opening' | 'open' | 'ended' | 'refused'>('opening');
  exitCode = $state<number>();
  fault = $state.raw<Fault>();
  #client: Lanyard;
  #id: number | undefined;
  #early: { session: number; text: string }[] = [];
  #stops: (() => void)[] = [];
  #size = { columns: 80, rows: 24 };

  constructor(client: Lanyard, write: (text: string) => void) {
    this.#client = client;
    this.#stops.push(
      client.on('session-output', ({ session, text }) => {
        if (this.#id === undefined) this.#early.push({ session, text });
        else if (session === this.#id) write(text);
      }),
      client.on('session-end', ({ session, exitCode }) => {
        if (session === this.#id) this.#finish(exitCode);
      }),
    );
    this.#write = write;
  }
  #write: (text: string) => void;

  async open(container: string, argv: string[], columns: number, rows: number): Promise<void> {
    this.#size = { columns, rows };
    const opened = await this.#client['session-open']({ container, argv, columns, rows });
    if (!opened.ok) {
      this.fault = opened.fault;
      this.phase = 'refused';
      return;
    }
    this.#id = opened.value.session;
    this.phase = 'open';
    for (const { session, text } of this.#early) if (session === this.#id) this.#write(text);
    this.#early = [];
  }

  type(text: string): void {
    const session = this.#id;
    if (session === undefined || this.phase !== 'open') return;
    for (let at = 0; at < text.length; at += CHUNK)
      void this.#client['session-write']({ session, text: text.slice(at, at + CHUNK) });
  }

  resize(columns: number, rows: number): void {
    const same = columns === this.#size.columns && rows === this.#size.rows;
    this.#size = { columns, rows };
    if (!same && this.#id !== undefined && this.phase === 'open')
      void this.#client['session-resize']({ session: this.#id, columns, rows });
  }

  close(): void {
    for (const stop of this.#stops) stop();
    if (this.#id !== undefined && this.phase === 'open')
      void this.#client['session-close']({ session: this.#id });
  }

  #finish(exitCode: number): void {
    this.exitCode = exitCode;
    this.phase = 'ended';
  }
}
