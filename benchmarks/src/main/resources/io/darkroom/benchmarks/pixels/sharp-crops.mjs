// sharp in its best way: one shrink-on-load decode to a short side of 1080, three attention crops from it.
// Reads lines "time FILE" and "write FILE FOLDER"; answers each with the milliseconds that it took.
import fs from 'node:fs';
import readline from 'node:readline';
import sharp from 'sharp';

sharp.concurrency(1);
sharp.cache(false);
const ratios = [[1, 1], [16, 9], [4, 5]];

async function crops(bytes) {
  const meta = await sharp(bytes).metadata();
  const turned = (meta.orientation ?? 1) >= 5;
  const [w, h] = turned ? [meta.height, meta.width] : [meta.width, meta.height];
  const scale = Math.min(1, 1080 / Math.min(w, h));
  const base = await sharp(bytes, { sequentialRead: true })
    .rotate()
    .resize(Math.round(w * scale), Math.round(h * scale), { fit: 'fill' })
    .raw()
    .toBuffer({ resolveWithObject: true });
  const raw = { width: base.info.width, height: base.info.height, channels: base.info.channels };
  const files = [];
  for (const [a, b] of ratios) {
    const long = Math.min(1080, Math.max(raw.width, raw.height));
    const ow = a >= b ? long : Math.round((long * a) / b);
    const oh = a >= b ? Math.round((long * b) / a) : long;
    files.push(
      await sharp(base.data, { raw })
        .resize(ow, oh, { fit: 'cover', position: sharp.strategy.attention })
        .jpeg({ quality: 82, optimiseCoding: true, chromaSubsampling: '4:2:0' })
        .toBuffer({ resolveWithObject: true }),
    );
  }
  return { files, w, h, raw };
}

// In pixels of the original: where the crop lies in the base as it was resized to cover the crop.
function box({ w, h, raw }, { width, height, cropOffsetLeft, cropOffsetTop }) {
  const cover = Math.max(width / raw.width, height / raw.height);
  const sx = w / Math.round(raw.width * cover);
  const sy = h / Math.round(raw.height * cover);
  return [-(cropOffsetLeft ?? 0) * sx, -(cropOffsetTop ?? 0) * sy, width * sx, height * sy];
}

for await (const line of readline.createInterface({ input: process.stdin })) {
  const [what, file, folder] = line.split('\t');
  const bytes = fs.readFileSync(file);
  const start = process.hrtime.bigint();
  const made = await crops(bytes);
  const took = Number(process.hrtime.bigint() - start) / 1e6;
  if (what === 'write') {
    const boxes = made.files.map(({ data, info }, i) => {
      fs.writeFileSync(`${folder}/${ratios[i].join('x')}.jpg`, data);
      return [ratios[i].join('x'), ...box(made, info)].join('\t') + '\n';
    });
    fs.writeFileSync(`${folder}/boxes.tsv`, boxes.join(''));
  }
  console.log(took.toFixed(3));
}
