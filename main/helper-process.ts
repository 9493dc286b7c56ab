// SPDX-License-Identifier: Apache-2.0
import type { Readable, Writable } from 'node:stream';
import { type Fault, fault } from '../model/fault.ts';
import { type Ended, endOf, endWithin, startProgram } from './child-process.ts';
import type { Host } from './host.ts';

/** A helper that was started; it ends by itself when `input` does. */
export interface HelperProcess {
  pid: number | undefined;
  input: Writable;
  output: Readable;
  ended: Promise<Ended>;
  /** Ends its input and waits; KILLed after 2 s, where that is allowed. */
  end: () => Promise<void>;
}

/** `elevated`: through the host's way up, which asks for a password and may take as long as a person does. */
export function startHelper(host: Host, elevated: boolean): HelperProcess {
  const argv = elevated ? [...(host.elevate ?? []), ...host.argv] : host.argv;
  const child = startProgram(argv, { env: host.env, stdio: ['pipe', 'pipe', 'pipe'] });
  const { stdin, stdout } = child;
  if (stdin === null || stdout === null) throw new Error('no pipes');
  // EPIPE: it has ended, which `ended` says.
  stdin.on('error', () => undefined);
  const ended = endOf(child);
  return {
    pid: child.pid,
    input: stdin,
    output: stdout,
    ended,
    end: async () => {
      stdin.end();
      await endWithin(child, ended, 2000);
    },
  };
}

/** pkexec's own exits (its manual): 126 when the person dismissed the question, 127 for all else; its words tell which. */
export function elevationFault({ exit, signal, stderr }: Ended): Fault {
  const reason = lastLine(stderr) || `exit ${exit ?? signal ?? '?'}`;
  if (exit === 126) return fault('elevation-dismissed', {});
  if (exit === undefined && signal === undefined) return fault('elevation-missing', { reason });
  if (exit === 127 && NO_WAY.test(stderr)) return fault('elevation-missing', { reason });
  if (exit === 127 && !NO_PROGRAM.test(stderr)) return fault('elevation-refused', { reason });
  return fault('helper-lost', { reason });
}

/** What pkexec prints where nobody can be asked: no agent, no polkit, no system bus. */
const NO_WAY = /no authentication agent|authority|could not connect|dbus|d-bus/i;

/** It could not even look at the program that it was to start. */
const NO_PROGRAM = /error accessing/i;

export function lossFault({ exit, signal, stderr }: Ended): Fault {
  return fault('helper-lost', { reason: lastLine(stderr) || `exit ${exit ?? signal ?? '?'}` });
}

const lastLine = (text: string): string => text.split('\n').at(-1)?.slice(-300) ?? '';
