import type { ShippedPackage } from './packages.ts';

/** The licences under which this project takes code in, and what each asks for. */
const accepted: Readonly<Record<string, string>> = {
  '0BSD': 'nothing',
  'Apache-2.0': 'its text and its notices to go along',
  'BSD-2-Clause': 'its text and the copyright to go along',
  'BSD-3-Clause': 'its text and the copyright to go along, and no advertising with the names',
  ISC: 'its text and the copyright to go along',
  MIT: 'its text and the copyright to go along',
  'MIT-0': 'nothing',
  'MPL-2.0': 'changes to its own files to be published; here they are unchanged',
};

/** One sentence for each package whose licence nobody has agreed to yet. */
export const licenceProblems = (packages: readonly ShippedPackage[]): readonly string[] =>
  packages
    .filter(({ licence }) => licence === undefined || accepted[licence] === undefined)
    .map(
      ({ name, version, licence }) =>
        `${name} ${version} is under ${licence ?? 'no licence that it names'}, which nobody has agreed to: read it, and add it to infra/supply/licences.ts or take the package out.`,
    );

/** The page `docs/licences.md`. */
export function licencePage(packages: readonly ShippedPackage[]): string {
  const used = [...new Set(packages.flatMap(({ licence }) => licence ?? []))].sort();
  return [
    '# Licences of what is deployed',
    '',
    'Made by `npm run licences -- --write docs/licences.md`; do not change it by hand. Every package under "dependencies" is here with all that it needs, and what the build puts into served files. Their texts lie beside them in `node_modules`; `npm run -s sbom` lists the tools of development too, as CycloneDX.',
    '',
    '| licence | asks for |',
    '|---|---|',
    ...used.map((licence) => `| ${licence} | ${accepted[licence] ?? 'nobody has agreed to it'} |`),
    '',
    '| package | version | licence | copyright |',
    '|---|---|---|---|',
    ...packages.map(
      ({ name, version, licence, copyright }) =>
        `| ${name} | ${version} | ${licence ?? ''} | ${(copyright ?? '').replaceAll('|', '/')} |`,
    ),
    '',
  ].join('\n');
}
