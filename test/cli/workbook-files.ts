/** Workbooks as other programs write them, which a library for writing wouldn't. */
import { crc32 } from 'node:zlib';

/** A ZIP archive with uncompressed files. */
function zipped(files: Readonly<Record<string, string>>): Buffer {
  const locals: Buffer[] = [];
  const listed: Buffer[] = [];
  let at = 0;
  for (const [name, text] of Object.entries(files)) {
    const [path, content] = [Buffer.from(name), Buffer.from(text)];
    const facts = Buffer.alloc(26);
    facts.writeUInt32LE(crc32(content), 10);
    facts.writeUInt32LE(content.length, 14);
    facts.writeUInt32LE(content.length, 18);
    facts.writeUInt16LE(path.length, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), facts, path, content]);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(at, 10);
    locals.push(local);
    listed.push(Buffer.concat([Buffer.from('PK\x01\x02\0\0'), facts, place, path]));
    at += local.length;
  }
  const list = Buffer.concat(listed);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(listed.length, 8);
  end.writeUInt16LE(listed.length, 10);
  end.writeUInt32LE(list.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...locals, list, end]);
}

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
  return zipped({
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
  });
}

/** A row of texts, in cells without addresses. */
export const textRow = (...texts: readonly string[]): string =>
  `<row>${texts.map((text) => `<c t="inlineStr"><is><t>${text}</t></is></c>`).join('')}</row>`;
