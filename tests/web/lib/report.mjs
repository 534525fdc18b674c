// Collects what was held and what was not.
export class Report {
  held = 0;
  failures = [];

  /** Notes one expectation. */
  expect(holds, what) {
    if (holds) this.held += 1;
    else {
      this.failures.push(what);
      console.log(`  not so: ${what}`);
    }
  }

  /** Runs one check and says how long it took; a check that breaks is a failure. */
  async check(name, work) {
    const start = Date.now();
    const before = this.failures.length;
    try {
      await work(this);
    } catch (error) {
      this.failures.push(`${name} broke: ${error.stack ?? error}`);
      console.log(`  broke: ${error.message}`);
    }
    const failed = this.failures.length - before;
    const verdict = failed === 0 ? "ok" : `${failed} not so`;
    console.log(`${name}: ${verdict} (${((Date.now() - start) / 1000).toFixed(1)} s)`);
  }
}
