// SPDX-License-Identifier: Apache-2.0
import type { Emit, Handlers } from '../../model/contract.ts';
import { refusal } from '../../model/fault.ts';
import { findContainer } from '../../model/find.ts';
import type { Observation } from '../../model/observation.ts';
import { makePlan } from '../../model/planner.ts';
import { failed, ok, type Result } from '../../model/result.ts';
import { apply } from '../apply/apply.ts';
import { standFor } from '../apply/images.ts';
import { lastEntries } from '../apply/journal.ts';
import { restore } from '../apply/restore.ts';
import { undoEntry } from '../apply/undo.ts';
import { execIn } from '../engines/builtin/exec.ts';
import { importImage, pullImage, removeImage } from '../engines/builtin/images.ts';
import { readLogs } from '../engines/builtin/logs.ts';
import { markStopped } from '../engines/builtin/restarts.ts';
import { signalContainer } from '../engines/builtin/runtime.ts';
import { tellAnswers } from '../lan/ask-lan.ts';
import { scan } from '../lan/scan.ts';
import { observe } from '../observe/observe.ts';
import { probeOnce } from '../probe/probe-once.ts';
import { withLock } from '../state/lock.ts';
import { labName } from '../state/paths.ts';
import { VERSION } from '../version.ts';
import { ownAuthority } from './dispatch.ts';
import { makeLogBells } from './log-bells.ts';
import { makeSessions } from './sessions.ts';
import { makeWatching } from './watching.ts';

const nothing = async (work: Promise<Result<unknown>>): Promise<Result<Record<string, never>>> => {
  const result = await work;
  return result.ok ? ok({}) : result;
};

/** `HUP` and `SIGHUP` are the same; which ones there are, the kernel knows. */
const signalOf = (name: string): NodeJS.Signals =>
  (name.startsWith('SIG') ? name : `SIG${name}`) as NodeJS.Signals;

/** A person who sends one of these wants the container to end and stay so (Docker's kill). */
const ENDS: readonly NodeJS.Signals[] = ['SIGTERM', 'SIGKILL'];

/** A container by name or id, as it is now. */
async function seek<T>(
  reference: string,
  then: (id: string, seen: Observation) => Promise<Result<T>>,
): Promise<Result<T>> {
  const seen = await observe({ sandboxes: 'none' });
  if (!seen.ok) return seen;
  const found = findContainer(seen.value, reference);
  if ('finding' in found) return failed(refusal([found.finding]) as never);
  return then(found.found.spec.id, seen.value);
}

/** Everything that the contract promises, on this host. `emit` carries the events of whoever asked. */
export function makeHandlers(emit: Emit): { handlers: Handlers; stop: () => Promise<void> } {
  const watching = makeWatching(emit);
  const sessions = makeSessions(emit);
  const bells = makeLogBells(emit);
  const handlers: Handlers = {
    hello: async () => {
      const lab = labName();
      return ok({
        version: VERSION,
        authority: ownAuthority(),
        pid: process.pid,
        ...(lab === undefined ? {} : { lab }),
      });
    },
    observe: ({ sandboxes }) => observe({ sandboxes: sandboxes ? 'running' : 'none' }),
    preview: async ({ change }) => {
      const seen = await observe({ sandboxes: 'none' });
      return seen.ok ? ok(makePlan(change, await standFor(change, seen.value))) : seen;
    },
    history: async ({ last }) => ok(lastEntries(last)),
    reach: async ({ container, seconds }) => {
      const seen = await observe({ sandboxes: 'running' });
      if (!seen.ok) return seen;
      if (container === undefined) return probeOnce(seen.value, undefined, seconds);
      const found = findContainer(seen.value, container);
      if ('finding' in found) return failed(refusal([found.finding]) as never);
      return probeOnce(seen.value, found.found.spec.id, seconds);
    },
    watch: async (wanted) => watching.set(wanted),
    logs: ({ container, from, limit }) => seek(container, (id) => readLogs(id, from, limit)),
    'logs-watch': ({ container, on }) =>
      seek(container, async (id) => {
        bells.set(id, on);
        return ok({});
      }),
    apply: ({ change, agreed }) =>
      apply(change, { emit, lives: true, ...(agreed === undefined ? {} : { agreed }) }),
    undo: ({ entry, agreed }) => undoEntry(entry, { emit, ...(agreed === undefined ? {} : { agreed }) }),
    scan: async ({ parent, subnet }) => {
      const found = await scan(parent, subnet);
      if (found.ok) await tellAnswers(emit);
      return found;
    },
    restore: () => restore(emit),
    signal: ({ container, signal }) =>
      seek(container, (id) => {
        if (ENDS.includes(signalOf(signal))) markStopped(id);
        return nothing(signalContainer(id, signalOf(signal)));
      }),
    exec: ({ container, ...wanted }) => seek(container, (id) => execIn(id, wanted)),
    'session-open': ({ container, argv, columns, rows }) =>
      seek(container, (id) => sessions.open(id, argv, columns, rows)),
    'session-write': async ({ session, text }) => sessions.write(session, text),
    'session-resize': ({ session, columns, rows }) => sessions.resize(session, columns, rows),
    'session-close': async ({ session }) => sessions.close(session),
    'image-import': ({ path, name }) => importImage(path, name),
    'image-pull': ({ name }) => pullImage(name, (line) => emit('pulled', { image: name, line })),
    'image-remove': ({ image }) => withLock(() => nothing(removeImage(image))),
  };
  const stop = async (): Promise<void> => {
    sessions.closeAll();
    bells.stop();
    await watching.stop();
  };
  return { handlers, stop };
}
