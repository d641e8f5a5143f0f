package org.thgcl.page;

import java.util.Base64;
import org.thgcl.file.Resource;

/// The house style: what pages and drawings look like, in light and dark.
///
/// An element of a drawing has a class that says what it is and, if it has a colour, one that names it, see
/// [Hue]: `class="line bold blue"`; `soft` is the colour of what stands back. Without one it has the ink's.
///
/// | class | what it is |
/// |---|---|
/// | `line` | a line; with `fine`, `bold`, and `long`, `short`, `dots` for its dashes |
/// | `area`, `bar`, `dot` | a transparent area; what is filled |
/// | `points` | many small points: pieces of a line that end where they begin |
/// | `axis`, `grid`, `tick`, `axis-title` | axes, fine lines across, their numbers and titles |
/// | `rule`, `on-plot` | a line of reference, words above what is drawn |
/// | `name`, `leader` | a line's name at its end, the piece of line that leads to it |
/// | `mean` | a disc with a word in it |
/// | `frame`, `node`, `arc`, `cross`, `equal` | outline of a plot, nodes and edges of graphs, equality |
/// | `moment`, `strong` | what the reader should see first |
/// | `heat0` to `heat5` | cells, from the smallest value to the largest |
public final class HouseStyle {
    private HouseStyle() {}

    /// Colours by name. Those of lines and marks have at least 3 : 1 against the ground. Any two of them are at
    /// least 0.1 apart in OKLab, as seen by all kinds of colour vision.
    private static final String COLOURS = """
        :root { --ink: #1b1f24; --ground: #ffffff; --soft: #59626e; --line: #cfd5dc; --panel: #f3f5f7; --mark: #b34700;
          --good: #0b6b3a;
          --tint: #7db6dd; --tint-good: #bfe3d0; --tint-fair: #f2dc94; --tint-bad: #f3c0c4; --tint-none: #dde2e8;
          --blue: #11588a; --orange: #c88135; --green: #0b867d; --purple: #7915d2; --sky: #0b97ed;
          --red: #8d133e; --gold: #896008; --pink: #fc3ab8; }
        @media screen and (prefers-color-scheme: dark) {
          :root { --ink: #e6e9ed; --ground: #14171a; --soft: #a3acb8; --line: #3a424c; --panel: #1e2327;
            --mark: #ffa15c; --good: #6fd39c;
            --tint: #2d6597; --tint-good: #1c5240; --tint-fair: #5f4c08; --tint-bad: #752b38; --tint-none: #414954;
            --blue: #7194c7; --orange: #eb7b06; --green: #197c70; --purple: #a959fe;
            --sky: #68cfff; --red: #d21d2f; --gold: #c1d227; --pink: #fca3ac; }
        }
        .ink { --hue: currentColor; }
        .soft { --hue: var(--soft); }
        .blue { --hue: var(--blue); }
        .orange { --hue: var(--orange); }
        .green { --hue: var(--green); }
        .purple { --hue: var(--purple); }
        .sky { --hue: var(--sky); }
        .red { --hue: var(--red); }
        .gold { --hue: var(--gold); }
        .pink { --hue: var(--pink); }
        """;

    private static final String SHAPES = """
        svg { color: var(--ink); }
        svg text { fill: currentColor; font: 12px system-ui, sans-serif; }
        svg .tick { fill: var(--soft); font-variant-numeric: tabular-nums; }
        svg .axis-title { fill: var(--soft); }
        svg .on-plot { stroke: var(--ground); stroke-width: 3; stroke-linejoin: round; paint-order: stroke; }
        svg text.strong { font-weight: 700; font-size: 14px; }
        svg .axis, svg .frame { fill: none; stroke: var(--soft); }
        svg .grid { fill: none; stroke: var(--line); }
        svg .line { fill: none; stroke: var(--hue, currentColor); stroke-width: 1.5; stroke-linejoin: round; }
        svg .fine { stroke-width: 1; }
        svg .bold { stroke-width: 2.25; }
        svg .rule { stroke: var(--hue, var(--soft)); stroke-dasharray: 2 3; }
        svg .long { stroke-dasharray: 10 5; }
        svg .short { stroke-dasharray: 5 4; }
        svg .dots { stroke-dasharray: 1.5 4; }
        svg .leader { fill: none; stroke: var(--hue, currentColor); }
        svg .area { fill: var(--hue, currentColor); fill-opacity: .18; }
        svg .bar, svg .dot, svg .node { fill: var(--hue, currentColor); }
        svg .mean { fill: var(--ground); stroke: var(--hue, currentColor); stroke-width: 2.5; }
        svg .points { fill: none; stroke: var(--hue, currentColor); stroke-width: 2.4; stroke-linecap: round; }
        svg .arc { fill: none; stroke: var(--hue, currentColor); stroke-opacity: .16; }
        svg .cross { stroke-opacity: .4; }
        svg .equal { stroke: currentColor; stroke-opacity: .6; stroke-dasharray: 5 4; }
        svg .moment { fill: none; stroke: var(--mark); stroke-width: 2; }
        svg .arc.strong { stroke: var(--mark); stroke-opacity: 1; stroke-width: 2; }
        svg .node.strong { fill: var(--mark); }
        svg .heat0 { fill: var(--hue, currentColor); fill-opacity: .15; }
        svg .heat1 { fill: var(--hue, currentColor); fill-opacity: .32; }
        svg .heat2 { fill: var(--hue, currentColor); fill-opacity: .49; }
        svg .heat3 { fill: var(--hue, currentColor); fill-opacity: .66; }
        svg .heat4 { fill: var(--hue, currentColor); fill-opacity: .83; }
        svg .heat5 { fill: var(--hue, currentColor); }
        """;

    private static final String LAYOUT = """
        * { box-sizing: border-box; }
        html { scroll-padding-top: 1rem; }
        body { margin: 0; color: var(--ink); background: var(--ground); font: 16px/1.5 system-ui, sans-serif; }
        header { max-width: 54rem; margin: 0 auto; padding: 1.5rem 1rem 0; }
        nav { max-width: 54rem; margin: 0 auto; padding: 1rem 1rem 0; font-size: .875rem; }
        main { max-width: 54rem; margin: 0 auto; padding: 0 1rem 3rem; }
        nav p { margin: 0; font-weight: 600; }
        nav ol { margin: .25rem 0 0; padding-left: 1.5rem; columns: 14rem; column-gap: 2.5rem; }
        a { color: inherit; }
        h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 1rem; }
        h2 { font-size: 1.3rem; margin: 2.5rem 0 .5rem; padding-top: .75rem; border-top: 1px solid var(--line); }
        h3 { font-size: 1.05rem; margin: 1.75rem 0 .25rem; }
        .lead { font-size: 1.1rem; }
        .note { margin: 1rem 0; padding: .75rem 1rem; background: var(--panel); border-left: 4px solid var(--soft); }
        .note p:first-child { margin-top: 0; }
        .small, figcaption, caption { font-size: .875rem; color: var(--soft); }
        .wide { overflow-x: auto; margin: 1rem 0; }
        table { width: 100%; border-collapse: collapse; font-variant-numeric: tabular-nums; }
        caption { text-align: left; padding-bottom: .25rem; }
        th, td { padding: .3rem .5rem; border-bottom: 1px solid var(--line); text-align: right; vertical-align: top; }
        th { font-weight: 600; }
        th:first-child { text-align: left; }
        .words td, .words th { text-align: left; }
        .matrix th:first-child { white-space: nowrap; }
        .matrix td, .matrix th:not(:first-child) { text-align: center; padding: .2rem .3rem; }
        .legend { list-style: none; margin: .25rem 0 .5rem; padding: 0; display: flex; flex-wrap: wrap; gap: 0 1rem;
          font-size: .875rem; }
        .legend svg { display: inline-block; width: 36px; height: 16px; vertical-align: middle; margin-right: .35rem; }
        figure { margin: 1rem 0 1.5rem; max-width: 30rem; }
        figure.adaptive { max-width: none; container-type: inline-size; }
        .compact { display: none; max-width: 30rem; }
        @container (max-width: 40rem) { .broad { display: none; } .compact { display: block; } }
        figure.large { max-width: none; }
        figure.large svg { min-width: 44rem; }
        .layers { position: relative; min-width: 44rem; }
        .layers img { position: absolute; }
        .layers svg { position: relative; }
        .gallery { display: grid; gap: 0 1.5rem;
          grid-template-columns: repeat(auto-fit, minmax(min(100%, 24rem), 1fr)); }
        svg { display: block; width: 100%; height: auto; }
        math { font-family: "THGCL Formulas", math; font-size: 1.1rem; }
        math[display="block"] { margin: .5rem 0; }
        mtd { padding: .2em .3em; }
        code, pre { font-family: ui-monospace, monospace; font-size: .85em; overflow-wrap: anywhere; }
        pre { margin: .25rem 0 0; padding: .6rem .8rem; background: var(--panel); white-space: pre-wrap; }
        pre.source { white-space: pre; overflow-x: auto; tab-size: 4; }
        pre.source code { font-size: 1em; overflow-wrap: normal; }
        pre.source i { color: var(--soft); font-style: normal; }
        details { margin: 0; padding: .4rem 0; border-bottom: 1px solid var(--line); }
        summary { cursor: pointer; }
        summary h3 { display: inline; font-size: 1rem; margin: 0; }
        .bar { height: 1em; margin-top: .25em; background: var(--soft); }
        td:has(.bar) { width: 50%; }
        .matrix td { padding: 1px; vertical-align: middle; }
        .tinted, .square { print-color-adjust: exact; }
        .tinted { padding: .2rem .3rem; background: color-mix(in srgb, var(--tint) var(--share), transparent); }
        .square { display: inline-grid; place-items: center; width: 1.5rem; height: 1.5rem; border-radius: .2rem;
          font: 700 .8rem/1 system-ui, sans-serif; color: var(--ink); text-decoration: none; }
        [data-letter=H] { background: var(--tint-good); }
        [data-letter=R] { background: var(--tint-fair); }
        [data-letter=C] { background: var(--tint-bad); }
        [data-letter=N] { background: var(--tint-none); }
        .sieve fieldset { display: flex; flex-wrap: wrap; gap: .25rem 1rem; margin: 0; padding: 0; border: 0; }
        .sieve label { display: inline-flex; align-items: center; gap: .35rem; }
        .sieve:has([value=H]:checked) [data-verdict]:not([data-verdict=H]) { display: none; }
        .sieve:has([value=R]:checked) [data-verdict]:not([data-verdict=R]) { display: none; }
        .sieve:has([value=C]:checked) [data-verdict]:not([data-verdict=C]) { display: none; }
        .sieve:has([value=N]:checked) [data-verdict]:not([data-verdict=N]) { display: none; }
        .squares { display: flex; flex-wrap: wrap; gap: 3px; margin: .75rem 0 1rem; padding: 0; list-style: none; }
        .squares .square { width: 1.75rem; height: 1.75rem; }
        .squares .square:hover { outline: 2px solid currentColor; }
        .claim > summary { display: grid; gap: 0 .75rem; align-items: start; list-style: none;
          grid-template: "s h p r" auto "s w p r" 1fr / 1.5rem minmax(0, 1fr) 6.5rem 8rem; }
        .claim > summary::-webkit-details-marker { display: none; }
        .claim > summary > .square { grid-area: s; }
        .claim > summary > h3 { grid-area: h; }
        .claim > summary > .place { grid-area: w; }
        .claim > summary > .place::after { content: " ▸"; }
        .claim[open] > summary > .place::after { content: " ▾"; }
        .claim > div { margin-left: 2.25rem; scroll-margin-top: 6rem; }
        .answer { grid-area: p; font-weight: 600; color: var(--soft); }
        .answer + .answer { grid-area: r; }
        .answer .small { display: block; font-weight: 400; }
        .holds { color: var(--good); }
        .fails { color: var(--mark); }
        @media (max-width: 40rem) {
          .claim > summary { grid-template: "s h h" "s w w" "s p r" / 1.5rem 1fr 1fr; }
          .claim > div { margin-left: 0; }
        }
        dt { margin-top: .75rem; }
        dd { margin: .25rem 0 0; }
        :focus-visible { outline: 2px solid var(--mark); outline-offset: 2px; }
        @media (min-width: 76rem) {
          body { display: grid; grid-template: auto 1fr / 15rem minmax(0, 54rem); justify-content: center;
            gap: 0 2rem; }
          nav { grid-area: 1 / 1 / 3; position: sticky; top: 0; align-self: start; max-height: 100vh; overflow-y: auto;
            padding-top: 2rem; }
          nav ol { columns: auto; }
          header, main { grid-column: 2; width: 100%; margin: 0; }
        }
        @media (max-width: 30rem) {
          table { font-size: .8rem; }
          th, td { padding: .3rem .25rem; }
        }
        @media print {
          :root { --ink: #000; --ground: #fff; --soft: #333; --line: #999; --panel: #fff; --mark: #000; --good: #000; }
          body { display: block; font-size: 10pt; }
          header, main, nav { max-width: none; padding: 0; }
          nav { position: static; }
          figure, tr, .note { break-inside: avoid; }
          figure.large svg, .layers { min-width: 0; }
          .wide { overflow: visible; }
          pre.source { white-space: pre-wrap; }
          details::details-content { content-visibility: visible; block-size: auto; }
          h2, h3, caption { break-after: avoid; }
        }
        """;

    /// The style of a drawing that is a file of its own.
    static final String DRAWING = COLOURS + SHAPES + "svg { background: var(--ground); }\n";

    /// The style of a page, with the font of its formulas.
    public static String page() {
        return "@font-face { font-family: \"THGCL Formulas\"; src: url(data:font/woff2;base64,"
                + Base64.getEncoder().encodeToString(Resource.bytes("page/formula-font.woff2")) + "); }\n" + COLOURS
                + LAYOUT
                + SHAPES;
    }
}
