// The stored runs: their curves, and what happened in each of them, in words. Nothing here changes
// the page; that is interface.js.
"use strict";

const curves = {};

(() => {
  const GUESSING = Math.log(27); // the loss of giving all 27 characters the same probability
  const SOON = 1000; // steps: so many after a drop show what it does
  const LATE = 5000; // steps at the end, in which a training without a drop is looked at
  // Without a cause, means over SOON steps differ by 0.004 to 0.008 (the standard deviation of the
  // difference, over the last 10,000 steps), so 0.02 is more than chance. That holds for rates up
  // to 1; at 1.5 they differ ten times as much.
  const LITTLE = 0.02;
  const DIGITS = 3; // of a loss in the end

  const { inFigures } = shared;
  const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const rounded = (loss) => Number(loss.toFixed(DIGITS));
  const signed = (change) => `${change < 0 ? "−" : "+"}${Math.abs(change).toFixed(DIGITS)}`;
  const inDigits = (rate) => String(Number(rate.toPrecision(2))); // 0.1 · 0.003 is not quite 0.0003

  class Run {
    // `stored` holds the blocks from its drop on; `before` is the same rate's run without a drop.
    constructor(stored, before, { steps, block, share }) {
      const { rate, drop, ends } = stored;
      for (const line of ["mean", "lowest", "highest"]) {
        this[line] = [...(before?.[line].slice(0, drop / block) ?? []), ...stored[line]];
      }
      Object.assign(this, { rate, drop, ends, before, steps, block });
      this.end = rounded(mean(ends));
      this.lowRate = share * rate;
    }

    // How far its ends lie apart, as the shown digits do.
    get spread() {
      return rounded(Math.max(...this.ends)) - rounded(Math.min(...this.ends));
    }

    // The mean loss over the steps from `start` up to `end`.
    over(start, end) {
      return mean(this.mean.slice(start / this.block, end / this.block));
    }

    get name() {
      if (this.drop === null) return `rate ${inDigits(this.rate)}, never dropped`;
      const low = inDigits(this.lowRate);
      return `rate ${inDigits(this.rate)}, dropped to ${low} at step ${inFigures(this.drop)}`;
    }

    // What happened; without a drop it begins with the loss at the step `early`.
    inWords(early) {
      if (this.drop === null) return this.withoutDrop(early);
      return `${this.atTheDrop()} It ends ${this.comparedTo(this.before, "without the drop")}.`;
    }

    withoutDrop(early) {
      const then = this.over(early - this.block, early);
      const last = this.over(this.steps - SOON, this.steps);
      const facts =
        `${then.toFixed(2)} at step ${inFigures(early)} and ${last.toFixed(2)} in the last ` +
        `${inFigures(SOON)} steps`;
      const start = `At the rate ${inDigits(this.rate)} throughout, the loss`;
      if (Math.min(...this.mean) > GUESSING) {
        const guessing = `${GUESSING.toFixed(2)}, which guessing all 27 characters alike would give`;
        return `${start} never comes down to ${guessing}: it is ${facts}.`;
      }
      const change = last - this.over(this.steps - LATE - SOON, this.steps - LATE);
      const verb = change < 0 ? "fell" : "rose";
      const trend =
        Math.abs(change) < LITTLE
          ? `changed by ${signed(change)}, which is within chance`
          : `${verb} by ${Math.abs(change).toFixed(DIGITS)}`;
      return `${start} is ${facts}; over the last ${inFigures(LATE)} it ${trend}.`;
    }

    atTheDrop() {
      const next = [this.drop, this.drop + SOON];
      const [loss, without] = [this.over(...next), this.before.over(...next)];
      const rates = `the rate is ${inDigits(this.lowRate)} instead of ${inDigits(this.rate)}`;
      const change = loss - without;
      let what = "and the loss falls at once";
      if (change > LITTLE) what = "and from there on the loss falls more slowly";
      else if (change > -LITTLE) what = `which changes the loss by ${signed(change)} at first, within chance`;
      return (
        `From step ${inFigures(this.drop)} on ${rates}, ${what}: over the next ${inFigures(SOON)} steps ` +
        `it is ${loss.toFixed(2)} on average, and without the drop it would be ${without.toFixed(2)}.`
      );
    }

    // How its end differs from that of another run, which is called `what`; as the shown digits do.
    comparedTo(other, what) {
      const difference = this.end - other.end;
      if (difference === 0) return `as high as ${what}, to ${DIGITS} decimals`;
      const same = this.ends.filter((end, i) => (end - other.ends[i]) * difference > 0).length;
      const starts = same === this.ends.length ? `all ${same}` : `${same} of the ${this.ends.length}`;
      const word = difference < 0 ? "lower" : "higher";
      return `${Math.abs(difference).toFixed(DIGITS)} ${word} than ${what}, with ${starts} starts`;
    }
  }

  class Runs {
    // Takes what data/loss_curves.json holds.
    constructor(stored) {
      this.all = [];
      for (const run of stored.runs.filter(({ drop }) => drop === null)) {
        const never = new Run(run, null, stored);
        const dropped = stored.runs.filter(({ rate, drop }) => rate === run.rate && drop !== null);
        this.all.push(...dropped.map((each) => new Run(each, never, stored)), never);
      }
      this.rates = [...new Set(this.all.map(({ rate }) => rate))];
      this.drops = [...new Set(this.all.map(({ drop }) => drop))];
      this.firstDrop = Math.min(...this.drops.filter((drop) => drop !== null));
    }

    find(rate, drop) {
      return this.all.find((run) => run.rate === rate && run.drop === drop);
    }
  }

  Object.assign(curves, { DIGITS, GUESSING, Runs, inDigits });
})();
