// SPDX-License-Identifier: Apache-2.0
import type { Emit } from '../../model/contract.ts';
import { fault } from '../../model/fault.ts';
import { failed, ok, type Result } from '../../model/result.ts';
import { openSession, type Session } from '../engines/builtin/session.ts';

type Done = Result<Record<string, never>>;

/** One client's terminals in containers, by number. They end with the client. */
export function makeSessions(emit: Emit) {
  const open = new Map<number, Session>();
  let last = 0;
  const within = async (number: number, act: (session: Session) => unknown): Promise<Done> => {
    const session = open.get(number);
    if (session === undefined) return failed(fault('session-unknown', { session: number }));
    await act(session);
    return ok({});
  };

  return {
    open: async (
      id: string,
      argv: string[],
      columns: number,
      rows: number,
    ): Promise<Result<{ session: number }>> => {
      const session = ++last;
      const opened = await openSession(id, argv, columns, rows, {
        onText: (text) => emit('session-output', { session, text }),
        onEnd: (exitCode) => {
          open.delete(session);
          emit('session-end', { session, exitCode });
        },
      });
      if (!opened.ok) return opened;
      open.set(session, opened.value);
      return ok({ session });
    },
    write: (number: number, text: string): Promise<Done> => within(number, (session) => session.write(text)),
    resize: (number: number, columns: number, rows: number): Promise<Done> =>
      within(number, (session) => session.resize(columns, rows)),
    close: (number: number): Promise<Done> => within(number, (session) => session.close()),
    closeAll: (): void => {
      for (const session of open.values()) session.close();
    },
  };
}
