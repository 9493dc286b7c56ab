// SPDX-License-Identifier: Apache-2.0
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-jsonrpc/node';
import type { CallName, Event, EventName, Params, Value } from '../../model/contract.ts';
import type { Result } from '../../model/result.ts';
import { startTool } from '../command.ts';
import type { Entry } from '../lab/enter.ts';
import { PROGRAM } from './lab-host.ts';

export interface ServeClient {
  child: ChildProcess;
  ask: <Name extends CallName>(name: Name, params: Params<Name>) => Promise<Result<Value<Name>>>;
  on: <Name extends EventName>(name: Name, listen: (event: Event<Name>) => void) => void;
  /** The first event of a name, from now on, that is as wanted. */
  next: <Name extends EventName>(name: Name, wanted: (event: Event<Name>) => boolean) => Promise<Event<Name>>;
  [Symbol.asyncDispose]: () => Promise<void>;
}

/** A client of `lanyard serve` in a place of a lab, over its pipes, as the app is one. */
export function serveClient({ tool, argv, env }: Entry): ServeClient {
  const started = startTool(tool, [...argv, process.execPath, PROGRAM, 'serve'], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env,
  });
  if (!started.ok) throw new Error(JSON.stringify(started.fault));
  const child = started.value;
  const connection = createMessageConnection(
    new StreamMessageReader(child.stdout as Readable),
    new StreamMessageWriter(child.stdin as Writable),
  );
  const listeners = new Map<string, Set<(event: never) => void>>();
  connection.onNotification((name, params) => {
    // A list is sent as the only one of positional parameters.
    const event = Array.isArray(params) ? params[0] : params;
    for (const listen of listeners.get(name) ?? []) listen(event as never);
  });
  connection.onError(() => {});
  connection.listen();
  const on: ServeClient['on'] = (name, listen) => {
    const all = listeners.get(name) ?? new Set();
    listeners.set(name, all.add(listen as (event: never) => void));
  };
  return {
    child,
    ask: (name, params) => connection.sendRequest(name, params),
    on,
    next: (name, wanted) => new Promise((resolve) => on(name, (event) => wanted(event) && resolve(event))),
    [Symbol.asyncDispose]: async () => {
      const ended = once(child, 'exit');
      child.stdin?.end();
      await ended;
      connection.dispose();
    },
  };
}
