// A line chart as SVG: panels side by side with logarithmic axes and one scale of time. Knows nothing of what is
// measured.

export interface Point {
  readonly x: number;
  /** Milliseconds. */
  readonly y: number;
}

export interface Series {
  readonly name: string;
  readonly colour: string;
  readonly marker: 'circle' | 'square';
  readonly points: readonly Point[];
  /** Written beside the last point, in full: why the line ends there. */
  readonly ending?: string;
}

export interface Panel {
  readonly title: string;
  readonly xLabel: string;
  readonly xTicks: readonly number[];
  readonly series: readonly Series[];
  /** Times to stay under. */
  readonly targets: readonly Point[];
}

export interface Chart {
  readonly title: string;
  readonly subtitle: string;
  readonly panels: readonly Panel[];
}

const width = 920;
const height = 482;
const margin = { left: 66, right: 26, top: 124, bottom: 58 };
const gap = 34;
const ink = '#1f2933';
const soft = '#5b6875';
const grid = '#e4e8ec';
const targetColour = '#8a94a0';

/** The chart as the text of an SVG file. */
export function drawChart({ title, subtitle, panels }: Chart): string {
  const panelWidth = (width - margin.left - margin.right - gap * (panels.length - 1)) / panels.length;
  const times = panels.flatMap(p => [...p.targets, ...p.series.flatMap(s => s.points)]).map(p => p.y);
  const low = Math.floor(Math.log10(Math.min(...times)));
  const high = Math.ceil(Math.log10(Math.max(...times)));
  const bottom = height - margin.bottom;
  const y = (ms: number): number => bottom - ((Math.log10(ms) - low) / (high - low)) * (bottom - margin.top);
  const decades = Array.from({ length: high - low + 1 }, (_, i) => 10 ** (low + i));
  const bodies = panels.map((panel, i) => {
    const left = margin.left + i * (panelWidth + gap);
    return drawPanel(panel, { left, width: panelWidth, top: margin.top, bottom, y, decades, named: i === 0 });
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="system-ui, -apple-system, 'Segoe UI', 'DejaVu Sans', sans-serif" font-size="12.5" fill="${ink}" role="img" aria-label="${escaped(title)}">
<rect width="${width}" height="${height}" rx="6" fill="#fff"/>
${text(margin.left, 32, title, 'font-size="18" font-weight="600"')}
${text(margin.left, 52, subtitle, `fill="${soft}"`)}
${legend(panels[0]?.series ?? [])}
${bodies.join('\n')}
</svg>
`;
}

interface Frame {
  readonly left: number;
  readonly width: number;
  readonly top: number;
  readonly bottom: number;
  readonly y: (ms: number) => number;
  readonly decades: readonly number[];
  /** Whether the times are written beside the panel. */
  readonly named: boolean;
}

function drawPanel(panel: Panel, frame: Frame): string {
  const { left, top, bottom, y } = frame;
  const right = left + frame.width;
  const from = Math.log10(Math.min(...panel.xTicks));
  const to = Math.log10(Math.max(...panel.xTicks));
  const inset = 14;
  const x = (n: number): number =>
    left + inset + ((Math.log10(n) - from) / (to - from)) * (frame.width - 2 * inset);
  const out: string[] = [];
  for (const ms of frame.decades) {
    out.push(line(left, y(ms), right, y(ms), grid));
    if (frame.named) out.push(text(left - 9, y(ms) + 4, showTime(ms), `text-anchor="end" fill="${soft}"`));
  }
  for (const n of panel.xTicks) {
    out.push(line(x(n), bottom, x(n), bottom + 5, soft));
    out.push(text(x(n), bottom + 20, n.toLocaleString('en'), `text-anchor="middle" fill="${soft}"`));
  }
  out.push(line(left, bottom, right, bottom, soft));
  out.push(text(left + frame.width / 2, bottom + 42, panel.xLabel, 'text-anchor="middle"'));
  out.push(text(left, top - 14, panel.title, 'font-weight="600"'));
  for (const { x: n, y: ms } of panel.targets) {
    out.push(
      `<path d="M${at(x(n) - 9)} ${at(y(ms))}h18" stroke="${targetColour}" stroke-width="3"><title>target: ${showTime(ms)}</title></path>`,
    );
  }
  for (const series of panel.series) out.push(drawSeries(series, x, y, right));
  return `<g>${out.join('\n')}</g>`;
}

function drawSeries(
  { name, colour, marker, points, ending }: Series,
  x: (n: number) => number,
  y: (ms: number) => number,
  right: number,
): string {
  const path = points.map((p, i) => `${i === 0 ? 'M' : 'L'}${at(x(p.x))} ${at(y(p.y))}`).join('');
  const marks = points.map(
    p =>
      `<g><title>${escaped(name)}, ${p.x.toLocaleString('en')}: ${showTime(p.y)}</title>${mark(marker, x(p.x), y(p.y), colour)}</g>`,
  );
  const last = points[points.length - 1];
  const note =
    ending === undefined || last === undefined
      ? []
      : [text(Math.min(x(last.x) + 10, right), y(last.y) - 12, ending, `text-anchor="end" fill="${colour}"`)];
  return [`<path d="${path}" fill="none" stroke="${colour}" stroke-width="2"/>`, ...marks, ...note].join(
    '\n',
  );
}

function legend(series: readonly Series[]): string {
  let left = margin.left;
  const entries = series.map(({ name, colour, marker }) => {
    const entry = `${line(left, 72, left + 26, 72, colour, 2)}${mark(marker, left + 13, 72, colour)}${text(left + 34, 76, name)}`;
    left += 34 + name.length * 6.9 + 26;
    return entry;
  });
  return [
    ...entries,
    `<path d="M${at(left)} 72h18" stroke="${targetColour}" stroke-width="3"/>`,
    text(left + 26, 76, 'target'),
  ].join('\n');
}

function mark(marker: Series['marker'], cx: number, cy: number, colour: string): string {
  const style = `fill="${colour}" stroke="#fff" stroke-width="1.2"`;
  return marker === 'circle'
    ? `<circle cx="${at(cx)}" cy="${at(cy)}" r="4.4" ${style}/>`
    : `<rect x="${at(cx - 4)}" y="${at(cy - 4)}" width="8" height="8" ${style}/>`;
}

function line(x1: number, y1: number, x2: number, y2: number, colour: string, thickness = 1): string {
  return `<line x1="${at(x1)}" y1="${at(y1)}" x2="${at(x2)}" y2="${at(y2)}" stroke="${colour}" stroke-width="${thickness}"/>`;
}

function text(x: number, y: number, words: string, attributes = ''): string {
  return `<text x="${at(x)}" y="${at(y)}" ${attributes}>${escaped(words)}</text>`;
}

/** A coordinate, to a tenth. */
function at(n: number): string {
  return String(Math.round(n * 10) / 10);
}

function showTime(ms: number): string {
  const [n, unit] = ms >= 1000 ? [ms / 1000, 's'] : [ms, 'ms'];
  return `${Number(n.toPrecision(2))} ${unit}`;
}

function escaped(words: string): string {
  return words.replace(/[&<>"]/g, c => `&#${c.charCodeAt(0)};`);
}
