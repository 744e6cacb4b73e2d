// What the API's names are called on the page.
export const REASONS = {
  'requested': 'Asked for',
  'preset-rule': 'Rule',
  'outpaint': 'Outpaint',
  'guard-face': 'Face appeared',
  'guard-person': 'Person appeared',
  'guard-text': 'Text appeared',
  'guard-original-changed': 'Original changed',
  'guard-seam': 'Seam shows',
  'instruction-style': 'Style of somebody',
  'low-confidence': 'Unsure',
  'caption-language': 'Language',
  'near-duplicate': 'Near duplicate',
  'sample': 'Sample',
};

export const reasonName = (code) => REASONS[code] ?? code;

export const title = (item) => item.record.fileName ?? item.record.externalId ?? `Picture ${item.assetId.slice(0, 8)}`;

const names = new Intl.DisplayNames(['en'], { type: 'language' });
export const languageName = (tag) => {
  try {
    return names.of(tag) ?? tag;
  } catch {
    return tag;
  }
};

/** A time span in the largest two units that matter to a person. */
export function span(seconds) {
  if (seconds == null) return '–';
  if (seconds < 60) return `${Math.round(seconds)} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min`;
  if (seconds < 172_800) return `${Math.floor(seconds / 3600)} h ${Math.floor((seconds % 3600) / 60)} min`;
  return `${Math.floor(seconds / 86_400)} days`;
}

// Bright enough for dark letters on them, and far enough apart from each other.
const COLOURS = ['#ff7a66', '#45c8f5', '#ffd35c', '#94e06f', '#cda4ff', '#ff9fce', '#ffa84d', '#74e4d2'];
export const cropColour = (index) => COLOURS[index % COLOURS.length];

/** The file that shows the extended picture, where there is one. */
export function outpaintFile(record) {
  return record.variants?.find((variant) => record.outpaint?.variants?.includes(variant.name))
    ?? (record.outpaint ? record.variants?.find((variant) => variant.generated) : undefined);
}

/** What a screen reader says where this caption stands for the picture. */
export const spoken = (caption) => (caption.decorative ? 'Nothing: it passes over a decorative picture.' : `“${caption.alt.replace(/\.$/, '')}, image”`);
