/** Workbooks as other programs write them, which a library for writing wouldn't. */
import { strToU8, zipSync } from 'fflate';

export const transitional = {
  sheet: 'http://schemas.openxmlformats.org/spreadsheetml/2006/main',
  relations: 'http://schemas.openxmlformats.org/officeDocument/2006/relationships',
};
export const strict = {
  sheet: 'http://purl.oclc.org/ooxml/spreadsheetml/main',
  relations: 'http://purl.oclc.org/ooxml/officeDocument/relationships',
};

type Sheet = { readonly name: string; readonly rows: string; readonly state?: string };
type Parts = {
  readonly sheets: readonly Sheet[];
  /** `<si>` elements. */
  readonly shared?: string;
  /** Number formats of the cell styles 0, 1, and so on. */
  readonly formats?: readonly string[];
  readonly from1904?: boolean;
  readonly names?: typeof transitional;
  /** Before the name of each element of a sheet, such as `x:`. */
  readonly prefix?: string;
};

/** A workbook of these sheets, whose rows are XML. */
export function workbookOf({
  sheets,
  shared = '',
  formats = [],
  from1904 = false,
  names = transitional,
  prefix = '',
}: Parts): Buffer {
  const relation = (id: string, kind: string, target: string) =>
    `<Relationship Id="${id}" Type="${names.relations}/${kind}" Target="${target}"/>`;
  const relations = (...all: readonly string[]) =>
    `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${all.join('')}</Relationships>`;
  const xmlns = `xmlns${prefix && `:${prefix.slice(0, -1)}`}="${names.sheet}"`;
  const files: Readonly<Record<string, string>> = {
    '_rels/.rels': relations(relation('r1', 'officeDocument', '/xl/book.xml')),
    'xl/book.xml': `<workbook xmlns="${names.sheet}" xmlns:r="${names.relations}"><workbookPr date1904="${from1904 ? 1 : 0}"/><sheets>${sheets
      .map(
        ({ name, state = 'visible' }, at) =>
          `<sheet name="${name}" sheetId="${at + 1}" state="${state}" r:id="s${at}"/>`,
      )
      .join('')}</sheets></workbook>`,
    'xl/_rels/book.xml.rels': relations(
      ...sheets.map((_, at) => relation(`s${at}`, 'worksheet', `worksheets/sheet${at}.xml`)),
      relation('t', 'sharedStrings', 'texts.xml'),
      relation('f', 'styles', 'styles.xml'),
    ),
    'xl/texts.xml': `<sst xmlns="${names.sheet}">${shared}</sst>`,
    'xl/styles.xml': `<styleSheet xmlns="${names.sheet}"><numFmts>${formats
      .map((code, at) => `<numFmt numFmtId="${200 + at}" formatCode="${code}"/>`)
      .join('')}</numFmts><cellStyleXfs><xf numFmtId="9"/></cellStyleXfs><cellXfs>${formats
      .map((_, at) => `<xf numFmtId="${200 + at}"/>`)
      .join('')}</cellXfs><cellStyles/></styleSheet>`,
    ...Object.fromEntries(
      sheets.map(({ rows }, at) => [
        `xl/worksheets/sheet${at}.xml`,
        `<?xml version="1.0"?><${prefix}worksheet ${xmlns}><${prefix}sheetData>${rows.replaceAll(
          /<(\/?)(?=\w)/g,
          `<$1${prefix}`,
        )}</${prefix}sheetData></${prefix}worksheet>`,
      ]),
    ),
  };
  const bytes = Object.entries(files).map(([name, text]) => [name, strToU8(text)] as const);
  return Buffer.from(zipSync(Object.fromEntries(bytes), { level: 0 }));
}

/** A row of texts, in cells without addresses. */
export const textRow = (...texts: readonly string[]): string =>
  `<row>${texts.map((text) => `<c t="inlineStr"><is><t>${text}</t></is></c>`).join('')}</row>`;
