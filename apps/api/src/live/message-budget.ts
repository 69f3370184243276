const perSecond = 50;

/** How many messages one socket may send: enough for a page that subscribes to all its topics at once. */
export class MessageBudget {
  private secondStartedMs = 0;
  private spent = 0;

  /** @returns false when this second's budget is used up */
  spend(nowMs: number): boolean {
    if (nowMs - this.secondStartedMs >= 1000) {
      this.secondStartedMs = nowMs;
      this.spent = 0;
    }
    this.spent += 1;
    return this.spent <= perSecond;
  }
}
