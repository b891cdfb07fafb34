import Foundation

/// The page's style sheet: one column on a phone, two columns of figures on a screen and on paper, light and dark.
enum PageStyle {
    /// Pale greys that would all but vanish where dark mode turns a figure's colours round: darker ones in their place, which come out paler
    /// than the page by as much as they are darker than paper.
    private static let darkGreys = [(FigureStyle.paleGrey, "#8F8F8F"), (FigureStyle.grey, "#757575"), (FigureStyle.gridGrey, "#BDBDBD")]
        .flatMap { pale, dark in
            // As gnuplot writes a colour: three numbers of three places each.
            let number = Int(pale.dropFirst(), radix: 16) ?? 0
            let text = String(format: "rgb(%3d, %3d, %3d)", number >> 16, number >> 8 & 255, number & 255)
            return ["fill", "stroke", "color"].map { ".picture svg [\($0)=\"\(text)\"] { \($0): \(dark); }" }
        }.joined(separator: "\n          ")

    static let css = """
        :root { color-scheme: light dark; --paper: #ffffff; --ink: #1c2126; --quiet: #59636e; --line: #d6dce2; --card: #f5f7f9;
          --accent: #0060a0; --warn: #fff4dc; --warn-line: #e0a526; }
        @media (prefers-color-scheme: dark) { :root { --paper: #14181c; --ink: #e4e8ec; --quiet: #9aa5b0; --line: #333c45; --card: #1d2329;
          --accent: #6cb6f0; --warn: #33290f; --warn-line: #b98a1d; } }
        * { box-sizing: border-box; }
        html { -webkit-text-size-adjust: 100%; }
        body { margin: 0 auto; padding: 1.25rem 1rem 3rem; max-width: 74rem; background: var(--paper); color: var(--ink);
          font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "DejaVu Sans", sans-serif; overflow-wrap: anywhere; }
        h1 { font-size: 1.15rem; font-weight: 600; color: var(--quiet); margin: 0 0 .5rem; }
        h2 { font-size: 1.3rem; margin: 2.5rem 0 .75rem; padding-top: .75rem; border-top: 1px solid var(--line); }
        h3 { font-size: 1.05rem; margin: 1.5rem 0 .5rem; } figure h3 { margin-top: 0; }
        p { margin: .5rem 0; max-width: 46rem; }
        a { color: var(--accent); }
        .answer { font-size: 1.35rem; line-height: 1.4; margin: .25rem 0 1rem; max-width: 52rem; }
        .caution { font-size: 1.1rem; font-weight: 600; margin: 0 0 1rem; padding: .1rem 0 .1rem .8rem; border-left: 4px solid var(--warn-line);
          max-width: 52rem; }
        .subject { color: var(--accent); }
        .quiet, .data { color: var(--quiet); font-size: .875rem; }
        .data { display: block; margin-top: .25rem; }
        .scroll { overflow-x: auto; margin: .75rem 0; }
        table { border-collapse: collapse; font-variant-numeric: tabular-nums; overflow-wrap: normal; }
        th, td { padding: .3rem .8rem .3rem 0; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line); }
        th { font-size: .875rem; font-weight: 600; color: var(--quiet); }
        .number { text-align: right; }
        td.number { white-space: nowrap; }
        .sortable td:first-child { white-space: nowrap; }
        .sortable th button { font: inherit; color: inherit; background: none; border: 0; padding: 0; cursor: pointer; text-align: inherit; }
        .sortable th[aria-sort=ascending] button::after { content: " ▲"; } .sortable th[aria-sort=descending] button::after { content: " ▼"; }
        .facts td:first-child { color: var(--quiet); white-space: nowrap; }
        .warnings { background: var(--warn); border-left: 4px solid var(--warn-line); padding: .6rem 1rem; margin: 1rem 0; max-width: 52rem; }
        .warnings ul { margin: .25rem 0; padding-left: 1.1rem; }
        .figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 27rem), 1fr)); gap: 1.5rem; margin: 1rem 0; }
        figure { margin: 0; padding: 1rem; background: var(--card); border: 1px solid var(--line); border-radius: 8px; min-width: 0; }
        .picture { background: #ffffff; border-radius: 4px; padding: .25rem; color: #222222; }
        .picture svg { display: block; width: 100%; height: auto; max-width: 36rem; margin: 0 auto; }
        .picture svg * { pointer-events: none; } .picture svg .value * { pointer-events: all; }
        .picture .value { cursor: crosshair; } .picture .value:hover use { opacity: .55; }
        @media screen and (prefers-color-scheme: dark) {
          .picture { background: none; } .picture svg { filter: invert(1) hue-rotate(180deg); } .picture svg > g > rect[fill="#ffffff"] { fill: none; }
          \(darkGreys) }
        .missing { padding: 2rem 1rem; text-align: center; }
        figcaption { margin-top: .6rem; font-size: .9375rem; }
        pre { background: var(--card); border: 1px solid var(--line); border-radius: 8px; padding: .75rem 1rem; overflow-x: auto;
          font-size: .8125rem; line-height: 1.45; }
        @media (max-width: 480px) { figure { padding: .75rem .5rem; } .answer { font-size: 1.2rem; } table { font-size: .875rem; }
          th { font-size: .8125rem; } th, td { padding-right: .55rem; } }
        @media print { :root { --paper: #fff; --ink: #000; --quiet: #444; --line: #bbb; --card: #fff; --accent: #000; --warn: #fff; }
          body { max-width: none; padding: 0; font-size: 10pt; } .answer { font-size: 13pt; }
          .figures { grid-template-columns: 1fr 1fr; gap: 6mm; } figure { break-inside: avoid; padding: 3mm; }
          .picture svg { max-width: 72mm; } figcaption { font-size: 8.5pt; line-height: 1.35; }
          h2, h3 { break-after: avoid; } tr { break-inside: avoid; } pre { white-space: pre-wrap; } .scroll { overflow: visible; } }
        """
}
