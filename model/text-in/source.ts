// SPDX-License-Identifier: Apache-2.0
import type { Finding } from '../finding.ts';

/** Where in the pasted text something stood. Lines count from 1, both ends included. */
export interface Source {
  line: number;
  last: number;
  /** As it was read: without prompts, its lines joined. */
  text: string;
}

/** How sure it is that a command is meant: typed at a prompt or in a code block, alone on its line, or named within a sentence. */
export type Certainty = 'prompt' | 'line' | 'prose';

/** One command that was found, not yet understood. */
export interface FoundCommand {
  source: Source;
  certainty: Certainty;
  /** The program's own word: `docker`, `podman`, `lanyard`. */
  program: string;
  /** The words after the program's own; undefined when they cannot be told, and an error among the findings says why. */
  argv: readonly string[] | undefined;
  /** What was mended to read it, and what stood in the way. */
  findings: readonly Finding[];
}
