"""How pages look: one style sheet for `show` and `overview`, in light, dark and print."""

from __future__ import annotations

_COLOURS = {  # light, dark; ink on any of them keeps a contrast of 7 to 1
    "person": ("#d5eed8", "#1f4a2b"), "organization": ("#d9e6fc", "#22406f"), "group": ("#e6dff9", "#3f3268"),
    "norp": ("#e8e8e8", "#3c3c3c"), "location": ("#fdeac4", "#57431a"), "facility": ("#f9dfd0", "#5a3622"),
    "weapon": ("#fbd9dd", "#622833"), "vehicle": ("#f5d9ec", "#552a48"), "date": ("#d2f0ee", "#1b4d4d"),
    "quantity": ("#ececc6", "#48481d"), "money": ("#ececc6", "#48481d"), "title": ("#ebe6df", "#403a33"),
    "document": ("#e3e7ea", "#363e44"),
}  # fmt: skip
MENTIONS = tuple(_COLOURS)
"""Types of mention that have a colour."""

SPEAKERS = 6
"""Colours for who says something; with more speakers they come again."""
_SPEAKERS = ("#1f5fbf", "#8ab4f8"), ("#9a3c00", "#f0a56b"), ("#00695c", "#5fd0bf"), ("#7b1fa2", "#d7a1ee"), \
    ("#ad1457", "#f58fb7"), ("#5d6b00", "#c6d45c")  # fmt: skip

_BASE = """
.dateline{color-scheme:light dark;--ink:light-dark(#1a1a1a,#ececec);--paper:light-dark(#fff,#181a1d);
--soft:light-dark(#5a5a5a,#a9adb3);--line:light-dark(#d6d6d6,#43474d);--panel:light-dark(#f6f7f8,#212429);
--event:light-dark(#b00020,#ff8f9a);--sea:light-dark(#e3edf4,#151b21);--land:light-dark(#faf7f0,#2b3036);
--border:light-dark(#b9c2c9,#515962);color:var(--ink);background:var(--paper);font:15px/1.6 system-ui,sans-serif;
max-width:70em;margin:0 auto;padding:1em 1.2em;box-sizing:border-box}
[data-jp-theme-light=true] .dateline,.vscode-light .dateline{color-scheme:light}
[data-jp-theme-light=false] .dateline,.vscode-dark .dateline{color-scheme:dark}
.dateline h2{font-size:1.35em;line-height:1.3;margin:.2em 0;color:inherit}
.dateline h3{font-size:1.05em;margin:1.8em 0 .5em;padding-bottom:.2em;border-bottom:1px solid var(--line);color:inherit}
.dateline p{margin:.3em 0}
.dateline a{color:inherit}
.dateline a:focus-visible{outline:2px solid var(--event);outline-offset:2px}
.dateline .note{color:var(--soft);font-size:.9em}
.dateline nav{display:flex;flex-wrap:wrap;gap:.4em;margin:.7em 0}
.dateline nav a{border:1px solid var(--line);border-radius:1em;padding:0 .8em;text-decoration:none;font-size:.9em}
.dateline nav a:hover{background:var(--panel)}
.dateline .text{position:relative;white-space:pre-wrap;overflow-wrap:anywhere;line-height:1.9;background:var(--panel);
border-radius:8px;padding:1em 1.2em;max-width:46em}
.dateline .legend{display:flex;flex-wrap:wrap;gap:.3em .7em;margin:.6em 0;font-size:.85em}
.dateline .text a{text-decoration:none}
.dateline .m{color:inherit;background:none;border-radius:3px;padding:.05em .12em}
.dateline .event{font-weight:650;box-shadow:inset 0 -2px var(--event)}
.dateline .cue{font-style:italic}
.dateline .says{text-decoration:underline 2px var(--who);text-underline-offset:.32em}
.dateline [data-who]::before{content:attr(data-who);color:var(--who);border:1px solid;border-radius:1em;
padding:0 .45em;margin-right:.3em;font:600 .7em/1.3 system-ui,sans-serif;display:inline-block;vertical-align:.12em;
max-width:14em;overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
.dateline .text [data-tip]:hover{outline:1px solid var(--soft);outline-offset:1px}
.dateline .text [data-tip]:hover::after,.dateline .text [data-tip]:focus::after{content:attr(data-tip);
position:absolute;left:1em;margin-top:1.9em;z-index:9;max-width:calc(100% - 2em);box-sizing:border-box;
white-space:pre-line;background:light-dark(#22262b,#e9ebee);color:light-dark(#fff,#14171a);border-radius:6px;
padding:.5em .8em;font:400 13px/1.5 system-ui,sans-serif;box-shadow:0 3px 12px #0006;pointer-events:none}
.dateline .table{overflow-x:auto}
.dateline table{border-collapse:collapse;table-layout:auto;border:0;font-size:.88em;line-height:1.45;width:100%;margin:0}
.dateline th,.dateline td{border:0;border-bottom:1px solid var(--line);padding:.35em .7em .35em 0;text-align:left;
vertical-align:top;background:none;color:inherit;white-space:normal;min-width:3em;line-height:1.45;font-size:1em}
.dateline thead th{color:var(--soft);font-weight:600;border-bottom:2px solid var(--line)}
.dateline tbody th{font-weight:600}
.dateline tr{background:none!important}
.dateline tr:target,.dateline li:target{background:light-dark(#fff4cc,#4a4115)!important}
.dateline .tag{border:1px solid var(--line);border-radius:1em;padding:0 .55em;font-size:.9em;white-space:nowrap}
.dateline .disputed,.dateline .denied{border-color:var(--event);color:var(--event)}
.dateline .num{font-variant-numeric:tabular-nums;white-space:nowrap}
.dateline svg{display:block;max-width:100%;height:auto;font:11px system-ui,sans-serif}
.dateline .sea{fill:var(--sea)}.dateline .frame{fill:none;stroke:var(--line);stroke-width:2}.dateline .land{fill:var(--land);stroke:var(--border);stroke-width:.7}
.dateline .grid{stroke:var(--border);stroke-width:.5;stroke-dasharray:2 4;fill:none}
.dateline .axis{fill:var(--soft);font-size:10px}
.dateline .point{fill:var(--event);fill-opacity:.65;stroke:var(--paper);stroke-width:1}
.dateline .label{fill:var(--ink);stroke:var(--paper);stroke-width:3;paint-order:stroke;stroke-linejoin:round}
.dateline .bar{fill:var(--event);fill-opacity:.75}.dateline .rail{fill:var(--line)}
.dateline ol.time{list-style:none;margin:0;padding:0 0 0 .5em}
.dateline ol.time li{border-left:2px solid var(--line);padding:.1em 0 .7em 1.1em;position:relative;margin:0}
.dateline ol.time li::before{content:"";position:absolute;left:-6px;top:.55em;width:10px;height:10px;border-radius:50%;
background:var(--event)}
.dateline ol.time li.past::before{background:var(--soft)}
@media print{.dateline{color-scheme:light;max-width:none;padding:0;print-color-adjust:exact;
-webkit-print-color-adjust:exact}.dateline nav{display:none}.dateline .table{overflow:visible}
.dateline tr,.dateline li,.dateline svg{break-inside:avoid}.dateline h3{break-after:avoid}
.dateline .text{max-width:none;background:none;border:1px solid var(--line)}}
"""
_SHEET = (
    _BASE
    + "".join(f".dateline .{kind}{{background:light-dark({a},{b})}}\n" for kind, (a, b) in _COLOURS.items())
    + "".join(f".dateline .w{n}{{--who:light-dark({a},{b})}}\n" for n, (a, b) in enumerate(_SPEAKERS))
)
# Notebooks style tables and links of their own: three times the class outweighs them.
STYLE = _SHEET.replace(".dateline ", ".dateline.dateline.dateline ")
