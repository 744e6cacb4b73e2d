import { css } from 'lit';

/** What every component looks like; kept here so that they look alike. */
export const shared = css`
  :host { display: block; }
  :host([hidden]) { display: none; }
  * { box-sizing: border-box; }
  h2, h3, p, ul, ol, dl, dd, figure { margin: 0; padding: 0; }
  ul, ol { list-style: none; }
  h2 { font-size: 1.25rem; line-height: 1.3; letter-spacing: -0.01em; }
  h3 { font-size: 0.8125rem; font-weight: 650; color: var(--muted); letter-spacing: 0.01em; }
  a { color: var(--accent); text-underline-offset: 2px; }
  button, input, textarea, select { font: inherit; color: inherit; }
  button {
    min-height: 40px; padding: 0.4rem 0.9rem; border: 1px solid var(--edge); border-radius: 999px;
    background: var(--raised); cursor: pointer; transition: background-color 120ms, border-color 120ms;
  }
  button:hover { background: var(--accent-soft); border-color: var(--accent); }
  button.main { background: var(--accent); border-color: var(--accent); color: var(--on-accent); font-weight: 600; }
  button.main:hover { filter: brightness(1.08); }
  button.quiet { border-color: transparent; background: none; }
  button.quiet:hover { background: var(--accent-soft); }
  input[type='text'], input[type='password'], input[type='number'], select, textarea {
    width: 100%; min-height: 40px; padding: 0.45rem 0.7rem; border: 1px solid var(--edge); border-radius: 9px; background: var(--raised);
  }
  input[type='checkbox'] { width: 1.1rem; height: 1.1rem; margin: 0; accent-color: var(--accent); }
  :focus-visible { outline: 2.5px solid var(--focus); outline-offset: 2px; }
  .muted { color: var(--muted); }
  .small { font-size: 0.8125rem; }
  .number { font-variant-numeric: tabular-nums; }
  .hidden {
    position: absolute; width: 1px; height: 1px; margin: -1px; padding: 0; overflow: hidden; clip-path: inset(50%); white-space: nowrap; border: 0;
  }
  @media (prefers-reduced-motion: reduce) {
    *, *::before, *::after { animation-duration: 0.01ms !important; transition-duration: 0.01ms !important; }
  }
`;
