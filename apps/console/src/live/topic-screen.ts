/** What a tile sees of a topic. `refused` is the server's code when it will not give the topic. */
export interface TopicView<Value> {
  readonly value: Value | null;
  readonly seq: number;
  readonly refused: string | null;
}

const heardOnly = () => {};

/** The newest view of one topic, and who looks at it. */
export class TopicScreen<Value> {
  private readonly tell: (listener: () => void) => void;
  private readonly listeners = new Set<() => void>();
  private current: TopicView<Value> = { value: null, seq: 0, refused: null };

  /** @param tell calls once, soon, however often it was asked to */
  constructor(tell: (listener: () => void) => void) {
    this.tell = tell;
  }

  view(): TopicView<Value> {
    return this.current;
  }

  /** @returns what ends the watch */
  watch(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** A word that changes nothing is no reason to look again, but it is a tick: clocks go by it. */
  show(view: TopicView<Value>): void {
    const { value, refused } = this.current;
    this.current = view;
    this.tell(view.value === value && view.refused === refused ? heardOnly : this.tellListeners);
  }

  /** Forgets the picture at once: after a revoked access nothing may stay. */
  clear(): void {
    this.current = { value: null, seq: 0, refused: null };
    this.tellListeners();
  }

  private readonly tellListeners = (): void => {
    for (const listener of this.listeners) listener();
  };
}
