// SPDX-License-Identifier: Apache-2.0
import type { Change } from '../change.ts';
import type { Finding } from '../finding.ts';
import type { CommandName } from '../grammar/commands.ts';
import type { Plan } from '../plan.ts';
import type { Source } from './source.ts';

/** A network or container that a text asks for. */
export interface Draft {
  source: Source;
  kind: 'network' | 'container';
  name: string;
  /** The docker command in one line, as Lanyard understood it; as it stood where it could not be. */
  command: string;
  /** Undefined: no change can be made of it, and an error among the findings says why. */
  change: Change | undefined;
  /** All that is to be said: of the text, of the flags, and what preflight says as if the drafts before it had been made. */
  findings: Finding[];
  /** Undefined when there is no change. */
  plan: Plan | undefined;
}

/** A command of the text that is no draft: it looks, or it changes what is there. */
export interface Act {
  source: Source;
  /** Lanyard's name of it, whose words say what it does; undefined: Lanyard has no such command, or cannot read it, and a finding says why. */
  command: CommandName | undefined;
  words: readonly string[];
  findings: Finding[];
}

/** What a text holds. Drafts in the order in which they can be made: networks, then containers, each as they stood. */
export interface TextIn {
  drafts: Draft[];
  acts: Act[];
}
