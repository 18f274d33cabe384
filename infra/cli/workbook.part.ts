import { unzipSync } from 'fflate';
import sax from 'sax';

/** A cell's text as its program shows it: with the zeros, the percent sign, or the date of its format. */
export type SheetRow = { readonly line: number; readonly cells: readonly string[] };
type WorkbookSheet = {
  readonly rows: readonly SheetRow[];
  /** Cells with a formula that no program has calculated: their lines and columns, counted from 1. */
  readonly uncalculated: readonly { readonly line: number; readonly column: number }[];
};

/**
 * The visible sheets of a workbook (ECMA-376, transitional or strict), in their order. Throws if it isn't one. Rows and
 * cells may lack their addresses, which the standard allows.
 */
export function sheetsIn(bytes: Buffer): readonly WorkbookSheet[] {
  const files = filesIn(bytes);
  const xmlOf = (path: string) => elementsIn(files(path)?.toString() ?? '');
  const [main = { path: 'xl/workbook.xml' }] = relationsOf('', xmlOf).filter(isOf('officeDocument'));
  const workbook = elementsIn((files(main.path) ?? missing(main.path)).toString());
  const relations = relationsOf(main.path, xmlOf);
  const [strings] = relations.filter(isOf('sharedStrings'));
  const [styles] = relations.filter(isOf('styles'));
  const show = shownBy(
    styles ? formatsIn(xmlOf(styles.path)) : [],
    workbook.some(({ name, of }) => name === 'workbookPr' && /^(1|true)$/.test(of('date1904'))),
  );
  const shared = strings ? textsIn(xmlOf(strings.path), 'si') : [];
  return workbook
    .filter(({ name, of }) => name === 'sheet' && /^(visible)?$/.test(of('state')))
    .flatMap(({ of }) => relations.find(({ id }) => id === of('id')) ?? [])
    .filter(isOf('worksheet'))
    .map(({ path }) => sheetFrom(xmlOf(path), shared, show));
}

const missing = (path: string): never => {
  throw new Error(`no ${path} in the workbook`);
};

const mostMegabytes = 128;

/** A workbook may be small only because it's compressed. */
export class WorkbookTooLarge extends Error {
  override readonly name = 'WorkbookTooLarge';
  constructor() {
    super(`the workbook is too large (at most ${mostMegabytes} MB uncompressed)`);
  }
}

/** The files of a ZIP archive by name. Throws if they are too large together. */
function filesIn(bytes: Buffer): (path: string) => Buffer | undefined {
  let size = 0;
  const files = unzipSync(bytes, {
    filter: ({ name, originalSize }) => {
      if (!/\.(?:xml|rels)$/i.test(name)) return false;
      size += originalSize;
      if (size > mostMegabytes * 1024 * 1024) throw new WorkbookTooLarge();
      return true;
    },
  });
  return (path) => {
    const file = files[path];
    return file && Buffer.from(file);
  };
}

type Element = {
  /** Without its prefix. */
  readonly name: string;
  /** Whether it's the tag at its end. An empty element has both. */
  readonly isEnd: boolean;
  /** An attribute without its prefix; empty if it's absent. */
  readonly of: (attribute: string) => string;
  /** The text between this tag and the next. */
  text: string;
};

const withoutPrefix = (name: string): string => name.slice(name.indexOf(':') + 1);

function elementsIn(xml: string): readonly Element[] {
  const elements: Element[] = [];
  const parser = sax.parser(true);
  parser.onopentag = ({ name, attributes }) => {
    const of = (wanted: string) => {
      const key = Object.keys(attributes).find((attribute) => withoutPrefix(attribute) === wanted);
      return key === undefined ? '' : unescaped(String(attributes[key]));
    };
    elements.push({ name: withoutPrefix(name), isEnd: false, of, text: '' });
  };
  parser.onclosetag = (name) =>
    elements.push({ name: withoutPrefix(name), isEnd: true, of: () => '', text: '' });
  const addText = (text: string) => {
    const last = elements.at(-1);
    if (last) last.text += unescaped(text);
  };
  parser.ontext = addText;
  parser.oncdata = addText;
  parser.onerror = (error) => {
    throw error;
  };
  parser.write(xml.replace(/^\ufeff/, '')).close();
  return elements;
}

/** Workbooks write characters that XML doesn't have as _x000D_. */
const unescaped = (text: string): string =>
  text.replace(/_x([\dA-F]{4})_/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));

type Relation = { readonly id: string; readonly type: string; readonly path: string };

const isOf =
  (kind: string) =>
  ({ type }: Relation): boolean =>
    type.endsWith(`/${kind}`);

/** What a file of the package refers to; '' is the package itself. */
function relationsOf(path: string, xmlOf: (path: string) => readonly Element[]): readonly Relation[] {
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  return xmlOf(`${folder}_rels/${path.slice(folder.length)}.rels`)
    .filter(({ name, isEnd }) => name === 'Relationship' && !isEnd)
    .map(({ of }) => ({
      id: of('Id'),
      type: of('Type'),
      path: new URL(of('Target'), `file:///${folder}`).pathname.slice(1),
    }));
}

/** The texts of all elements of a kind. Hints of how to read them aren't part of them. */
function textsIn(elements: readonly Element[], kind: string): readonly string[] {
  const texts: string[] = [];
  let current: string[] = [];
  let isHint = false;
  for (const { name, isEnd, text } of elements) {
    if (name === kind && !isEnd) current = [];
    else if (name === kind) texts.push(current.join(''));
    else if (name === 'rPh') isHint = !isEnd;
    else if (name === 't' && !isEnd && !isHint) current.push(text);
  }
  return texts;
}

/** The number format of each cell style: its built-in number, or its code. */
function formatsIn(elements: readonly Element[]): readonly (number | string)[] {
  const opened = elements.filter(({ isEnd }) => !isEnd);
  const codes = new Map(
    opened.filter(({ name }) => name === 'numFmt').map(({ of }) => [of('numFmtId'), of('formatCode')]),
  );
  // Other lists of styles, which cells don't name, stand before and after the list of theirs.
  const first = opened.findIndex(({ name }) => name === 'cellXfs');
  const after = opened.findIndex(({ name }, index) => index > first && name === 'cellStyles');
  return opened
    .slice(first, after < 0 ? undefined : after)
    .filter(({ name }) => name === 'xf')
    .map(({ of }) => codes.get(of('numFmtId')) ?? Number(of('numFmtId')));
}

const isBetween = (least: number, most: number) => (id: number) => least <= id && id <= most;
const builtInDates = [isBetween(14, 22), isBetween(27, 36), isBetween(45, 47), isBetween(50, 58)];

/** The kind of a format: built-in ones by number (ECMA-376-1, 18.8.30), others by their code. */
function kindOf(format: number | string): 'date' | 'percent' | 'other' {
  if (typeof format === 'number') {
    if (format === 9 || format === 10) return 'percent';
    return builtInDates.some((has) => has(format)) ? 'date' : 'other';
  }
  const code = format.replace(/"[^"]*"|\\.|_.|\[(?!h|m|s)[^\]]*\]/gi, '');
  if (code.includes('%')) return 'percent';
  return /[dmyhs]/i.test(code) && !/general/i.test(code) ? 'date' : 'other';
}

const dayMs = 86_400_000;
const daysBefore1970 = 25_569;
const daysFrom1900To1904 = 1462;

/** Shows a number in its style. Spreadsheets have 15 digits: a longer number has lost some, and shows it. */
function shownBy(
  formats: readonly (number | string)[],
  from1904: boolean,
): (value: number, style: number) => string {
  return (value, style) => {
    const format = formats[style] ?? 0;
    const kind = kindOf(format);
    if (kind === 'percent') return `${Number((value * 100).toPrecision(15))}%`;
    if (kind === 'date') return shownDate(value + (from1904 ? daysFrom1900To1904 : 0));
    if (Math.abs(value) >= 1e15) return value.toExponential();
    const digits = typeof format === 'string' && /^0+$/.test(format) ? format.length : 0;
    return String(Number(value.toPrecision(15))).padStart(digits, '0');
  };
}

/** A date, and a time if it has one. A time alone has no date. */
function shownDate(days: number): string {
  const instant = new Date(Math.round(((days - daysBefore1970) * dayMs) / 60_000) * 60_000);
  if (Number.isNaN(instant.getTime())) return String(days);
  const [date = '', time = ''] = instant.toISOString().slice(0, 16).split('T');
  if (days < 1) return time;
  return time === '00:00' ? date : `${date}T${time}`;
}

/** The column of an address such as AB12, counted from 0. */
const columnOf = (address: string): number =>
  [...(/^[A-Z]{1,3}/.exec(address)?.[0] ?? '')].reduce(
    (sum, letter) => 26 * sum + letter.charCodeAt(0) - 64,
    0,
  ) - 1;

function sheetFrom(
  elements: readonly Element[],
  shared: readonly string[],
  show: (value: number, style: number) => string,
): WorkbookSheet {
  const rows: { line: number; cells: string[] }[] = [];
  const uncalculated: { line: number; column: number }[] = [];
  let line = 0;
  let column = -1;
  let cell = { type: '', style: 0, hasFormula: false, value: '', inline: '' };
  let isHint = false;
  for (const { name, isEnd, of, text } of elements) {
    if (name === 'row' && !isEnd) {
      line = Number(of('r')) || line + 1;
      column = -1;
      rows.push({ line, cells: [] });
    } else if (name === 'c' && !isEnd) {
      const at = columnOf(of('r'));
      column = at < 0 ? column + 1 : at;
      cell = { type: of('t'), style: Number(of('s')), hasFormula: false, value: '', inline: '' };
    } else if (name === 'f') cell.hasFormula = true;
    else if (name === 'v' && !isEnd) cell.value = text;
    else if (name === 'rPh') isHint = !isEnd;
    else if (name === 't' && !isEnd && !isHint) cell.inline += text;
    else if (name === 'c' && isEnd) {
      if (cell.hasFormula && cell.value === '' && cell.type !== 'str')
        uncalculated.push({ line, column: column + 1 });
      const cells = rows.at(-1)?.cells;
      if (cells) {
        while (cells.length < column) cells.push('');
        cells[column] = textOf(cell, shared, show);
      }
    }
  }
  return { rows, uncalculated };
}

function textOf(
  {
    type,
    style,
    value,
    inline,
  }: Readonly<Record<'type' | 'value' | 'inline', string>> & { readonly style: number },
  shared: readonly string[],
  show: (value: number, style: number) => string,
): string {
  if (type === 'inlineStr') return inline;
  if (type === 's') return shared[Number(value)] ?? '';
  if (type === 'b') return value === '1' ? 'yes' : 'no';
  const isNumber = (type === '' || type === 'n') && value !== '' && Number.isFinite(Number(value));
  return isNumber ? show(Number(value), style) : value;
}
