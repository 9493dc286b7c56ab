// SPDX-License-Identifier: Apache-2.0
import type { Container, RestartPolicy } from '../../model/container.ts';
import { w } from './words.svelte.ts';

/** In the order in which they go further. */
export const POLICIES = [
  'no',
  'on-failure',
  'unless-stopped',
  'always',
] as const satisfies readonly RestartPolicy['policy'][];

/** A container's restart policy, and how often it was needed; empty: it has none. */
export function restartWords({ spec, state }: Pick<Container, 'spec' | 'state'>): string {
  const { policy, most } = spec.restart ?? { policy: 'no' };
  if (policy === 'no') return '';
  const said = most === undefined ? w(`restart.${policy}`) : `${w(`restart.${policy}`)} · ≤ ${most}`;
  const count = state.restarts ?? 0;
  return count === 0 ? said : w('restart.count', { policy: said, count });
}
