// SPDX-License-Identifier: Apache-2.0
import { isError } from '../../model/finding.ts';
import type { Observation } from '../../model/observation.ts';
import { TEXT_LIMIT } from '../../model/text-in/clean.ts';
import type { Draft, TextIn } from '../../model/text-in/draft.ts';
import { readText } from '../../model/text-in/drafts.ts';
import type { Host } from '../host/host.svelte.ts';
import { freshId } from '../state/fresh-id.ts';
import { Batch, type Makeable } from './batch.svelte.ts';

/** How long typing rests before the text is read, in milliseconds. */
const REST = 150;

const NOTHING: TextIn = { drafts: [], acts: [] };

/** One draft on the screen. */
export interface Row {
  draft: Draft;
  /** An error among its findings: it cannot be made. */
  refused: boolean;
  /** It stands on the host already, made from this text. */
  made: boolean;
  chosen: boolean;
}

/** A pasted text, what it asks for on the host as it is now, and what has become of it. It outlives its screen. */
export class Pasting {
  /** As it stands in the field. */
  text = $state('');
  /** As it was last read. */
  #read = $state('');
  #left = $state.raw<ReadonlySet<string>>(new Set());
  #made = $state.raw<ReadonlyMap<string, string>>(new Map());
  batch = $state.raw<Batch>();
  #ids: string[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #host: Host;

  constructor(host: Host) {
    this.#host = host;
  }

  /** The field holds more than has been read. */
  unread = $derived(this.text !== this.#read);
  tooLong = $derived(this.text.length > TEXT_LIMIT);

  found = $derived.by<TextIn>(() => {
    const seen = this.#host.observation;
    if (seen === undefined || this.#read === '' || this.tooLong) return NOTHING;
    return this.readIn(this.#read, seen);
  });
  rows = $derived<Row[]>(this.found.drafts.map((draft) => this.#rowOf(draft)));
  chosen = $derived<Makeable[]>(
    this.rows.flatMap(({ chosen, draft }) => (chosen && isMakeable(draft) ? [draft] : [])),
  );

  /** The same text is read to the same ids, until some of it is made. */
  readIn(text: string, seen: Observation): TextIn {
    const idOf = (index: number): string => {
      this.#ids[index] ??= freshId();
      return this.#ids[index];
    };
    return readText(text, seen, idOf, (draft) => this.#left.has(keyOf(draft)));
  }

  type(text: string): void {
    this.text = text;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.settle(), REST);
  }

  put(text: string): void {
    this.text = text;
    this.settle();
  }

  settle(): void {
    clearTimeout(this.#timer);
    this.#read = this.text;
  }

  clear(): void {
    this.back();
    this.#left = new Set();
    this.#made = new Map();
    this.put('');
  }

  choose(draft: Draft, chosen: boolean): void {
    const left = new Set(this.#left);
    if (chosen) left.delete(keyOf(draft));
    else left.add(keyOf(draft));
    this.#left = left;
  }

  /** Makes what is chosen, in order. */
  async create(): Promise<void> {
    const batch = new Batch(this.#host, this.chosen);
    this.batch = batch;
    await batch.run();
  }

  /** From what was made, or not, to the drafts as the host is now. */
  back(): void {
    const made = this.batch?.done.map(({ draft }) => [keyOf(draft), specOf(draft)?.id ?? ''] as const);
    this.#made = new Map([...this.#made, ...(made ?? [])]);
    this.batch = undefined;
    this.#ids = [];
  }

  #rowOf(draft: Draft): Row {
    const refused = draft.findings.some(isError);
    const made = this.#stands(this.#made.get(keyOf(draft)));
    return { draft, refused, made, chosen: !refused && !made && !this.#left.has(keyOf(draft)) };
  }

  #stands(id: string | undefined): boolean {
    const { networks = [], containers = [] } = this.#host.observation ?? {};
    return [...networks, ...containers].some(({ spec }) => spec.id === id);
  }
}

/** What tells one draft from the others while the text is being edited. */
const keyOf = ({ kind, name, source }: Draft): string => `${kind} ${name} ${source.text}`;

const isMakeable = (draft: Draft): draft is Makeable =>
  draft.change !== undefined && draft.plan !== undefined;

/** What a draft asks for. */
export const specOf = ({ change }: Draft) =>
  change?.ask === 'network-create' || change?.ask === 'container-run' ? change.spec : undefined;

/** Whether a text is worth opening the screen for: something in it can be drafted. */
export function holdsDrafts(text: string, seen: Observation): boolean {
  if (text.length > TEXT_LIMIT || !/docker|podman|nerdctl|lanyard|services:|networks:/.test(text))
    return false;
  return readText(text, seen, () => '0'.repeat(64)).drafts.length > 0;
}
