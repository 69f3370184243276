import type { Patch } from "@aidc/contract";

/** A topic as a new subscriber receives it. */
export interface TopicSnapshot {
  readonly epoch: string;
  readonly seq: number;
  /** Server clock of the snapshot, epoch ms. */
  readonly at: number;
  readonly snapshot: unknown;
}

/** The state changed in a way that no patch says: ask for the snapshot again. */
export interface Resync {
  readonly topic: string;
  readonly resync: true;
}

type Listener = (event: Patch | Resync) => void;

interface State {
  readonly at: number;
  /** Made only when somebody asks, and then once for everybody who asks before the next publication. */
  readonly snapshot: () => unknown;
}
interface Publication extends State {
  readonly changes: Record<string, unknown>;
}

interface TopicState extends State {
  readonly seq: number;
  made: { readonly snapshot: unknown } | null;
}

/**
 * The newest state of every topic and who wants to hear of changes. Knows no sockets, no time and no rules.
 * `seq` grows by exactly one per publication; another `epoch` means another process and a new count.
 */
export class Hub {
  readonly epoch: string;
  private readonly topics = new Map<string, TopicState>();
  private readonly listeners = new Map<string, Set<Listener>>();

  constructor(epoch: string) {
    this.epoch = epoch;
  }

  /** Without changes it still counts: it tells that we are alive and what our clock says. */
  publish(topic: string, publication: Publication): void {
    const { at, changes } = publication;
    const { seq } = this.advance(topic, publication);
    this.tell(topic, { topic, epoch: this.epoch, seq, at, changes });
  }

  /** The same picture a little later: whoever asks gets it with the new time, nobody is told and nothing is counted. */
  renew(topic: string, state: State): void {
    const { seq } = this.topics.get(topic) ?? {};
    if (seq !== undefined)
      this.topics.set(topic, { at: state.at, snapshot: state.snapshot, seq, made: null });
  }

  /** A new state that has nothing in common with the one before: subscribers are told to ask for it. */
  replace(topic: string, state: State): void {
    this.advance(topic, state);
    this.tell(topic, { topic, resync: true });
  }

  /** For a center that was removed, or a rack nobody looks at any more. */
  forget(topic: string): void {
    if (this.topics.delete(topic)) this.tell(topic, { topic, resync: true });
  }

  /** null: there is nothing under this name */
  snapshot(topic: string): TopicSnapshot | null {
    const state = this.topics.get(topic);
    if (!state) return null;
    state.made ??= { snapshot: state.snapshot() };
    return { epoch: this.epoch, seq: state.seq, at: state.at, snapshot: state.made.snapshot };
  }

  /** Of the newest publication; null: there is nothing under this name. */
  seqOf(topic: string): number | null {
    return this.topics.get(topic)?.seq ?? null;
  }

  /** @returns the function that ends the subscription */
  subscribe(topic: string, listener: Listener): () => void {
    const listeners = this.listeners.get(topic) ?? new Set();
    this.listeners.set(topic, listeners.add(listener));
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0 && this.listeners.get(topic) === listeners) this.listeners.delete(topic);
    };
  }

  hasSubscribers(topic: string): boolean {
    return this.listeners.has(topic);
  }

  topicNames(): string[] {
    return [...this.topics.keys()];
  }

  private advance(topic: string, { at, snapshot }: State): TopicState {
    const seq = (this.topics.get(topic)?.seq ?? 0) + 1;
    const state = { at, snapshot, seq, made: null };
    this.topics.set(topic, state);
    return state;
  }

  private tell(topic: string, event: Patch | Resync): void {
    for (const listener of this.listeners.get(topic) ?? []) listener(event);
  }
}
