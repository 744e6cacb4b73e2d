import { LitElement, css, html } from 'lit';
import { shared } from './shared.js';

const KINDS = {
  BUILT_IN: { name: 'built-in', title: 'Written by the built-in engine, from what can be measured. No model was asked.' },
  MODEL: { name: 'model', title: 'Written by a model' },
  PERSON: { name: 'person', title: 'Written by a person; no later run changes it' },
  FILE: { name: 'file', title: 'Read from the file’s own metadata' },
};

/** Who or what wrote a value. */
class SourceMark extends LitElement {
  static properties = { source: { attribute: false } };

  static styles = [shared, css`
    :host { display: inline-block; }
    span {
      display: inline-flex; align-items: center; gap: 0.3rem; padding: 0.05rem 0.5rem; border-radius: 999px;
      border: 1px solid var(--line); color: var(--muted); font-size: 0.75rem; line-height: 1.5; white-space: nowrap;
    }
    span::before { content: ''; width: 0.45rem; height: 0.45rem; border-radius: 50%; background: var(--edge); }
    .MODEL::before { background: var(--accent); }
    .PERSON::before { background: var(--good); border-radius: 2px; }
    .FILE::before { background: none; border: 1.5px solid var(--edge); border-radius: 1px; }
  `];

  render() {
    const { kind, engine, model, editor } = this.source;
    const { name, title } = KINDS[kind] ?? { name: kind, title: kind };
    const who = kind === 'MODEL' ? (model ?? engine) : editor;
    return html`<span class=${kind} title=${title}>${name}${who ? html` · ${who}` : ''}</span>`;
  }
}
customElements.define('dr-source', SourceMark);
