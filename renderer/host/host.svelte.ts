// SPDX-License-Identifier: Apache-2.0
import type { Entry } from '../../model/history.ts';
import type { Observation } from '../../model/observation.ts';
import type { Rate, Reach } from '../../model/reach.ts';
import type { AppValue, HelperStatus, Lanyard } from '../../model/shell-contract.ts';
import { type Difference, differencesOf } from '../state/differences.ts';
import { ReachIndex } from '../state/reach-index.ts';
import { Series } from '../state/series.ts';
import { startHeartbeat } from './heartbeat.ts';

/** How many differences are kept for the status bar and Activity. */
const KEPT = 200;

/** One host as the app sees it: the last observation, what was measured since, and how the helper is. */
export class Host {
  readonly client: Lanyard;
  observation = $state.raw<Observation>();
  reaches = $state.raw(new ReachIndex());
  rates = $state.raw<ReadonlyMap<string, Rate>>(new Map());
  /** Rates and round trips of the last minutes, by container and what. */
  series = $state.raw<ReadonlyMap<string, Series>>(new Map());
  /** When this host was first seen, in the host's own time. */
  watchedSince = $state.raw<number>();
  entries = $state.raw<readonly Entry[]>([]);
  differences = $state.raw<readonly Difference[]>([]);
  helper = $state.raw<HelperStatus>({ state: 'connecting', since: 0 });
  app = $state.raw<AppValue<'app.state'>>();
  /** The helper is there and does not answer, or this page slept. */
  silent = $state(false);
  /** When it last said anything, in the page's own time. */
  heard = $state.raw<number>();

  constructor(client: Lanyard) {
    this.client = client;
    client.on('observed', (observation) => this.#see(observation));
    client.on('reached', (reaches) => this.#reach(reaches));
    client.on('rated', (rates) => this.#rate(rates));
    client.on('app.helper', (status) => this.#turn(status));
  }

  /** Nothing that is shown may be taken for the present. */
  stale = $derived(this.helper.state === 'lost' || this.helper.state === 'connecting' || this.silent);
  /** The moment that is shown, as far as one is. */
  knownAt = $derived(this.heard ?? this.observation?.at);
  readOnly = $derived(this.helper.authority !== 'change');

  async start(): Promise<void> {
    const state = await this.client['app.state']({});
    if (!state.ok) return;
    this.app = state.value;
    this.helper = state.value.helper;
    if (this.helper.state === 'connected') await this.listen();
  }

  /** Asks for everything anew: at the start, and whenever another helper answers. */
  async listen(): Promise<void> {
    const seen = await this.client.observe({ sandboxes: true });
    if (seen.ok) this.#see(seen.value);
    await this.client.watch({ links: true, probe: true });
    await this.readHistory();
  }

  /** Asks whether the helper is there, until the returned end. */
  keepAsking(): () => void {
    return startHeartbeat({
      ask: async () => this.helper.state !== 'lost' && (await this.client.hello({})).ok,
      onsilence: () => {
        this.silent = true;
      },
      onanswer: () => void this.#answer(),
    });
  }

  async readHistory(): Promise<void> {
    const read = await this.client.history({ last: 200 });
    if (read.ok) this.entries = read.value.toSorted((a, b) => b.entry - a.entry);
  }

  #turn(status: HelperStatus): void {
    const before = this.helper;
    this.helper = status;
    const another = before.state !== 'connected' || before.authority !== status.authority;
    if (status.state === 'connected' && another) void this.listen();
  }

  async #answer(): Promise<void> {
    if (this.silent) await this.listen();
    this.heard = Date.now();
    this.silent = false;
  }

  #see(observation: Observation): void {
    this.heard = Date.now();
    const before = this.observation;
    this.observation = observation;
    this.watchedSince ??= observation.at;
    if (before === undefined) return;
    const news = differencesOf(before, observation);
    if (news.length === 0) return;
    this.differences = [...news.toReversed(), ...this.differences].slice(0, KEPT);
    // Others make changes too, by the command line.
    void this.readHistory();
  }

  #reach(reaches: readonly Reach[]): void {
    const there = new Set(this.observation?.containers.map((one) => one.spec.id));
    this.reaches = this.reaches.with(reaches, (container) => there.has(container));
    const next = new Map(this.series);
    for (const reach of reaches)
      if (reach.target === 'gateway') {
        const key = `${reach.from}/${reach.network}/rtt`;
        next.set(key, (next.get(key) ?? new Series()).and(reach.measured?.rtt));
      }
    this.series = next;
  }

  #rate(rates: readonly Rate[]): void {
    const next = new Map(this.rates);
    const series = new Map(this.series);
    for (const rate of rates) {
      const key = `${rate.container}/${rate.ifname}`;
      next.set(key, rate);
      for (const way of ['rx', 'tx'] as const)
        series.set(`${key}/${way}`, (series.get(`${key}/${way}`) ?? new Series()).and(rate[way]));
    }
    this.rates = next;
    this.series = series;
  }
}
