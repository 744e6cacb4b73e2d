import { LitElement, css, html } from 'lit';
import './dr-source.js';
import { shared } from './shared.js';

/** Tags with how sure each is, surest first, under the source that gave them. */
class Tags extends LitElement {
  static properties = { tags: { attribute: false } };

  static styles = [shared, css`
    .group { margin-top: 0.6rem; }
    ul { display: flex; flex-wrap: wrap; gap: 0.45rem; margin-top: 0.4rem; }
    li { display: inline-flex; align-items: center; gap: 0.5rem; padding: 0.2rem 0.7rem; border-radius: 999px; background: var(--raised); border: 1px solid var(--line); }
    svg { width: 2.2rem; height: 0.3rem; border-radius: 1rem; background: var(--line); }
    rect { fill: var(--accent); }
  `];

  render() {
    const groups = Object.values(Object.groupBy(this.tags, ({ source }) => `${source.kind} ${source.engine} ${source.model} ${source.editor}`));
    return html`<h3>Tags</h3>
      ${groups.length ? groups.map((tags) => html`<div class="group"><dr-source .source=${tags[0].source}></dr-source>
        <ul>${tags.map((tag) => this.#tag(tag))}</ul></div>`) : html`<p class="muted small">None was sure enough.</p>`}`;
  }

  #tag({ label, language, confidence }) {
    const percent = Math.round(confidence * 100);
    return html`<li data-tag=${label}><span lang=${language}>${label}</span>
      <svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true"><rect width=${percent} height="10"></rect></svg>
      <span class="small muted number">${percent} %</span></li>`;
  }
}
customElements.define('dr-tags', Tags);
