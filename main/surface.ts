// SPDX-License-Identifier: Apache-2.0

/** What a preload is told: all names, and nothing it could reach beyond them. */
export interface Names {
  calls: readonly string[];
  events: readonly string[];
}

type Listen = (value: unknown) => void;

export interface Surface {
  /** Becomes `window.lanyard`. */
  lanyard: Readonly<Record<string, unknown>>;
  deliver: (event: string, value: unknown) => void;
}

/** One function a call name, and `on`. Runs in the page's process, for both shells; imports nothing. */
export function surfaceOf(names: Names, invoke: (name: string, text: string) => Promise<unknown>): Surface {
  const listeners = new Map<string, Set<Listen>>(names.events.map((name) => [name, new Set()]));
  const lanyard: Record<string, unknown> = {};
  for (const name of names.calls) lanyard[name] = (params: unknown) => ask(name, params, invoke);
  lanyard.on = (event: string, listen: Listen) => {
    const heard: Listen = (value) => listen(value);
    listeners.get(event)?.add(heard);
    return () => {
      listeners.get(event)?.delete(heard);
    };
  };
  const deliver = (event: string, value: unknown) => {
    for (const listen of [...(listeners.get(event) ?? [])]) quietly(() => listen(value));
  };
  return { lanyard: Object.freeze(lanyard), deliver };
}

async function ask(
  name: string,
  params: unknown,
  invoke: (name: string, text: string) => Promise<unknown>,
): Promise<unknown> {
  try {
    return await invoke(name, JSON.stringify(params ?? {}));
  } catch (error) {
    const facts = { path: '', reason: String(error) };
    return { ok: false, fault: { code: 'request-bad', facts } };
  }
}

/** One listener's throw must not keep the others from hearing; it is still reported, as an uncaught error. */
function quietly(run: () => void): void {
  try {
    run();
  } catch (error) {
    setTimeout(() => {
      throw error;
    });
  }
}
