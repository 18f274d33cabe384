import { html } from './markup.ts';

/** The look of a report, on screens from 320 px and on paper. The colors are those of the service. */
export const reportStyles = html`
body { margin: 0; background: #fbf8f3; color: #1c2b2e; font: 16px/1.5 system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif; overflow-wrap: anywhere; }
main { max-width: 60rem; margin: 0 auto; padding: 1rem; }
h1, h2, h3 { line-height: 1.2; font-family: ui-serif, charter, georgia, serif; }
h1 { margin: 1rem 0 0; font-size: 1.9rem; }
h2 { margin: 2rem 0 .75rem; padding-top: .75rem; border-top: 2px solid #14545a; font-size: 1.35rem; }
h3 { margin: 0; font-size: 1.1rem; }
p { margin: .35rem 0; }
ul { margin: .5rem 0; padding-left: 1.2rem; }
.made, .place, .next, figcaption { color: #4b5c5f; font-size: .9rem; }
.lead { font-size: 1.15rem; }
table { border-collapse: collapse; width: 100%; }
th, td { padding: .3rem .6rem .3rem 0; border-bottom: 1px solid #d9d5cb; text-align: left; vertical-align: top; }
.number { text-align: right; padding-right: 1.5rem; font-variant-numeric: tabular-nums; }
figure { margin: 1.5rem 0; }
svg { display: block; width: 100%; height: auto; background: #fff; border: 1px solid #d9d5cb; }
svg .pair { stroke: #6c7a7c; stroke-width: 1.5; }
svg .partner { fill: #9a5200; }
svg .unplaced { fill: #fff; stroke: #a92f20; stroke-width: 2; }
svg .host { fill: #14545a; }
svg text { fill: #fff; font: bold 11px system-ui, sans-serif; }
.cards { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 19rem), 1fr)); gap: 1rem; }
article { padding: .9rem; background: #fff; border: 1px solid #d9d5cb; break-inside: avoid; }
article ul { list-style: none; padding: 0; }
article li { padding: .5rem 0; border-top: 1px solid #d9d5cb; }
.badge { display: inline-block; min-width: 1.6em; border-radius: 1em; background: #14545a; color: #fff; font: bold .85rem/1.6 system-ui, sans-serif; text-align: center; }
.focus { padding: .2rem .5rem; background: #fdf0dd; font-weight: bold; }
.score { float: right; color: #4b5c5f; font-variant-numeric: tabular-nums; }
.left li { margin-bottom: .4rem; }
details { margin-top: 2rem; }
@media print { body { background: none; font-size: 10pt; } h2 { break-after: avoid; } figure { break-inside: avoid; } details { display: none; } main { max-width: none; padding: 0; } }
`.markup;
