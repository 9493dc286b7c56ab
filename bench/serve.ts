// SPDX-License-Identifier: Apache-2.0
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-jsonrpc/node';
import type { Change } from '../model/change.ts';
import type { CallName, Params, Value } from '../model/contract.ts';
import { sandboxName } from '../model/plan/names.ts';
import type { Result } from '../model/result.ts';
import { type Contestant, nextId, WANTED } from './contestant.ts';

/** One long-lived helper, as the app has it. */
export interface Helper {
  ask: <Name extends CallName>(name: Name, params: Params<Name>) => Promise<Value<Name>>;
  close: () => Promise<void>;
}

/** `options`: Node's own, before the program's name. */
export function startHelper(program: string, options: readonly string[] = []): Helper {
  const child: ChildProcess = spawn(process.execPath, [...options, program, 'serve'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const connection = createMessageConnection(
    new StreamMessageReader(child.stdout as never),
    new StreamMessageWriter(child.stdin as never),
  );
  connection.listen();
  return {
    ask: async (name, params) => {
      const reply = (await connection.sendRequest(name, params)) as Result<Value<typeof name>>;
      if (!reply.ok) throw new Error(`${name}: ${JSON.stringify(reply.fault)}`);
      return reply.value;
    },
    close: async () => {
      const ended = once(child, 'exit');
      connection.dispose();
      child.stdin?.end();
      await ended;
    },
  };
}

/** `ask`: its LAN is asked before an address is given, which none of the others does. */
export const networkCreation = (id: string, ask = false): Change => ({
  ask: 'network-create',
  spec: {
    id,
    name: WANTED.network,
    driver: 'macvlan',
    parent: WANTED.parent,
    internal: false,
    ipv6: false,
    ipam: 'default',
    pools: [{ subnet: WANTED.subnet, gateway: WANTED.gateway, reserved: {} }],
    options: { parent: WANTED.parent, ...(ask ? {} : { 'lanyard.probe': 'off' }) },
    labels: {},
  },
});

export const containerRun = (id: string): Change => ({
  ask: 'container-run',
  start: true,
  spec: {
    id,
    name: WANTED.container,
    image: WANTED.image,
    command: [...WANTED.command],
    env: [],
    tty: false,
    interactive: false,
    remove: false,
    labels: {},
    endpoints: [{ network: WANTED.network, aliases: [] }],
  },
});

export function makeServed(helper: Helper): Contestant & { id: () => string } {
  let id = '';
  const apply = (change: Change) => helper.ask('apply', { change });
  return {
    name: 'builtin (serve)',
    id: () => id,
    createNetwork: () => apply(networkCreation(nextId())),
    run: () => {
      id = nextId();
      return apply(containerRun(id));
    },
    sandbox: () => `/run/netns/${sandboxName(id)}`,
    remove: () => apply({ ask: 'container-remove', container: WANTED.container, force: true }),
    removeNetwork: () => apply({ ask: 'network-remove', network: WANTED.network }),
  };
}
