import type { Ruling } from '../../../shared/domain/pairing/problem.ts';
import { isBroken, type Parsed } from '../../parsing/parsed.ts';
import { readSheet } from './sheet.ts';

const columns = {
  known: ['host', 'partner', 'rule', 'reason'],
  required: ['host', 'partner', 'rule'],
} as const;

/** A row of the locks file. */
export type RulingRow = Ruling & { readonly line: number; readonly rule: 'lock' | 'ban' };

/** Reads locks and bans. Every problem names file and line. It doesn't check whether the rulings can be kept. */
export async function readRulings(file: string): Promise<Parsed<readonly RulingRow[]>> {
  const sheet = await readSheet(file, columns);
  if (isBroken(sheet)) return sheet;
  const problems: string[] = [];
  const rulings: RulingRow[] = [];
  for (const { line, cells } of sheet.parsed) {
    const rule = ruleOf(cells.rule);
    if (rule) rulings.push({ line, host: cells.host, partner: cells.partner, rule, reason: cells.reason });
    else problems.push(`${file}:${line}: rule: “${cells.rule}” (expected lock or ban)`);
  }
  return problems.length > 0 ? { problems } : { parsed: rulings };
}

function ruleOf(text: string): RulingRow['rule'] | undefined {
  const rule = text.toLowerCase();
  return rule === 'lock' || rule === 'ban' ? rule : undefined;
}
