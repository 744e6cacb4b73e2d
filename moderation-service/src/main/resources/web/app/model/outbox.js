import { call } from './api.js';
import { keep, kept } from './session.js';

const FIRST_PAUSE = 1000;
const LONGEST_PAUSE = 15_000;

/**
 * Decisions on their way. They stay here, over a reload too, until the service has answered; to send one
 * twice does no harm, since the service recognises it. Events: answered (results), offline (problem), online.
 */
export class Outbox extends EventTarget {
  #waiting = kept('outbox', []);
  #sending = false;
  #pause = FIRST_PAUSE;

  get size() {
    return this.#waiting.length;
  }

  has(id) {
    return this.#waiting.some((decision) => decision.reviewId === id);
  }

  add(decisions) {
    this.#waiting.push(...decisions);
    this.#save();
    this.flush();
  }

  async flush() {
    if (this.#sending || !this.#waiting.length) return;
    this.#sending = true;
    // The API takes 500 decisions at once.
    const batch = this.#waiting.slice(0, 500);
    try {
      const { results } = await call('/decisions', { decisions: batch });
      this.#waiting = this.#waiting.slice(batch.length);
      this.#save();
      this.#pause = FIRST_PAUSE;
      this.dispatchEvent(new Event('online'));
      this.dispatchEvent(new CustomEvent('answered', { detail: results }));
    } catch (problem) {
      this.dispatchEvent(new CustomEvent('offline', { detail: problem }));
      if (problem.passing) {
        setTimeout(() => this.flush(), this.#pause);
        this.#pause = Math.min(this.#pause * 2, LONGEST_PAUSE);
      }
      return;
    } finally {
      this.#sending = false;
    }
    this.flush();
  }

  #save() {
    keep('outbox', this.#waiting);
  }
}
