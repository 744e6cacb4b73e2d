const LETTERS = {
  a: { name: 'approve' }, r: { name: 'reject' }, z: { name: 'undo' }, b: { name: 'blur' }, g: { name: 'grey' },
  n: { name: 'note' }, e: { name: 'edit' }, w: { name: 'withhold' }, '?': { name: 'help' },
};

const ARROWS = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: '-row', ArrowDown: 'row' };

const isText = (element) => element?.matches?.('textarea, select, input:not([type="checkbox"], [type="range"])');

/** What a key means where it was pressed; nothing where it belongs to what has the focus. */
export function keyOf(event, { active, letters, inGrid, preview }) {
  const { key, shiftKey, ctrlKey, metaKey, altKey } = event;
  if (isText(active)) return key === 'Escape' && !preview ? { name: 'back' } : undefined;
  const inDialog = active?.closest?.('dialog') && !active.closest('.preview');
  if (inDialog || altKey) return undefined;
  if (ctrlKey || metaKey) return key === 'a' && inGrid ? { name: 'all' } : undefined;
  if (letters && LETTERS[key.toLowerCase()]) return LETTERS[key.toLowerCase()];
  if (letters && key >= '1' && key <= '9' && key.length === 1) return { name: 'reason', digit: Number(key) };
  if (key in ARROWS && (inGrid || (preview && !active?.matches?.('input')))) return move(key, shiftKey, preview);
  if (!inGrid) return undefined;
  if (key === ' ') return { name: 'toggle' };
  if (key === 'Enter') return { name: 'open' };
  if (key === 'Escape') return { name: 'clear' };
  if (key === 'Home') return { name: 'move', by: -100_000, extend: shiftKey };
  if (key === 'End') return { name: 'move', by: 100_000, extend: shiftKey };
  return undefined;
}

/** In the big preview up and down scroll. */
function move(key, extend, preview) {
  const by = ARROWS[key];
  return preview && typeof by === 'string' ? undefined : { name: 'move', by, extend: extend && !preview };
}
