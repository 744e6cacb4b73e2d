// What the API's names are called on the page.
export const STAGES = [
  { id: 'caption', name: 'Caption' },
  { id: 'auto-tag', name: 'Tags' },
  { id: 'smart-crop', name: 'Crops' },
  { id: 'outpaint', name: 'Outpaint' },
];

export const stageName = (id) => STAGES.find((stage) => stage.id === id)?.name ?? id;

export const STATUS = {
  PENDING: 'working',
  SUCCEEDED: 'done',
  SKIPPED: 'skipped',
  FAILED: 'failed',
  TIMED_OUT: 'timed out',
};

export const STATES = {
  ENRICHING: { name: 'Enriching', tone: 'busy' },
  IN_REVIEW: { name: 'In review', tone: 'warn' },
  PUBLISHED: { name: 'Published', tone: 'good' },
  REJECTED: { name: 'Rejected', tone: 'bad' },
  FAILED: { name: 'Failed', tone: 'bad' },
  WITHDRAWN: { name: 'Withdrawn', tone: 'bad' },
  ERASED: { name: 'Erased', tone: 'bad' },
};

const FINAL = new Set(['PUBLISHED', 'REJECTED', 'FAILED', 'WITHDRAWN', 'ERASED']);
export const isFinal = (asset) => FINAL.has(asset.state);

const REASONS = {
  'requested': 'The uploader asked for a review.',
  'preset-rule': 'A rule of the preset asks for a review.',
  'outpaint': 'Part of the picture was invented; that always needs a person.',
  'guard-face': 'A face may have appeared in the invented part.',
  'guard-person': 'A person may have appeared in the invented part.',
  'guard-text': 'Writing may have appeared in the invented part.',
  'guard-original-changed': 'The original’s own pixels were changed.',
  'guard-seam': 'The seam between original and invented part shows.',
  'instruction-style': 'The instruction asks for a style that needs a person’s eye.',
  'low-confidence': 'A value is not sure enough.',
  'caption-language': 'A caption may not be in its language.',
  'near-duplicate': 'It looks almost like a picture that is here already.',
  'sample': 'Drawn as a sample.',
};

export const reasonText = (code) => REASONS[code] ?? code;

export const duration = (ms) => {
  if (ms == null) return '';
  if (ms < 1000) return `${Math.round(ms)} ms`;
  return ms < 60_000 ? `${(ms / 1000).toFixed(1)} s` : `${Math.floor(ms / 60_000)} min ${Math.round((ms % 60_000) / 1000)} s`;
};

export const bytes = (count) => {
  if (count < 1000) return `${count} B`;
  return count < 1_000_000 ? `${Math.round(count / 1000)} kB` : `${(count / 1_000_000).toFixed(1)} MB`;
};

const names = typeof Intl.DisplayNames === 'function' ? new Intl.DisplayNames(['en'], { type: 'language' }) : undefined;
export const languageName = (tag) => {
  try {
    return names?.of(tag) ?? tag;
  } catch {
    return tag;
  }
};

export const title = (asset) => asset.fileName ?? asset.externalId ?? `Picture ${asset.id.slice(0, 8)}`;

// Bright enough for dark letters on them, and far enough apart from each other.
const COLOURS = ['#ff7a66', '#45c8f5', '#ffd35c', '#94e06f', '#cda4ff', '#ff9fce', '#ffa84d', '#74e4d2'];
export const cropColour = (index) => COLOURS[index % COLOURS.length];
