"""A map as inline SVG: outlines of countries, a graticule, points with their names. Nothing is fetched.

Plate carrée with the scale of the map's middle latitude. Outlines: Natural Earth 1:110m, public domain (`borders.txt`).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import resources

from dateline.markup import escape

_WIDTH = 720.0
_MIN_SPAN = 14.0  # degrees of latitude: a map of one town still shows its country
_MAX_LABELS = 30


@dataclass
class Place:
    """A point with a name, what to tell about it, how large it is drawn, and where its row is."""

    lon: float
    lat: float
    name: str
    told: list[str] = field(default_factory=list)
    weight: float = 1.0
    link: str | None = None


@dataclass(frozen=True)
class _View:
    west: float
    south: float
    east: float
    north: float

    @property
    def scale(self) -> float:
        """Pixels a degree of longitude."""
        return _WIDTH / (self.east - self.west)

    @property
    def stretch(self) -> float:
        """A degree of latitude in degrees of longitude."""
        return 1 / max(math.cos(math.radians((self.south + self.north) / 2)), 0.2)

    @property
    def height(self) -> float:
        return (self.north - self.south) * self.scale * self.stretch

    def xy(self, lon: float, lat: float) -> tuple[float, float]:
        return (lon - self.west) * self.scale, (self.north - lat) * self.scale * self.stretch


def drawn(places: Sequence[Place], label: str) -> str:
    """The map of some places, at least one."""
    view = _view(places)
    places = sorted(places, key=lambda p: (-p.weight, p.name, p.lon))
    parts = [
        f'<svg viewBox="0 0 {_WIDTH:.0f} {view.height:.0f}" width="{_WIDTH:.0f}" role="img" aria-label="{escape(label)}">',
        f'<rect class="sea" width="{_WIDTH:.0f}" height="{view.height:.0f}"/>',
        f'<path class="land" d="{_land(view)}"/>',
        *_graticule(view),
        f'<rect class="frame" width="{_WIDTH:.0f}" height="{view.height:.0f}"/>',
        *(_point(view, place) for place in places),
        *_labels(view, places),
        "</svg>",
    ]
    return "".join(parts)


def _view(places: Iterable[Place]) -> _View:
    """A little more than the places, twice as wide as high if they allow."""
    points = [(min(max(p.lon, -180), 180), min(max(p.lat, -85), 85)) for p in places]
    south, north = min(lat for _, lat in points), max(lat for _, lat in points)
    west, east = min(lon for lon, _ in points), max(lon for lon, _ in points)
    high = max((north - south) * 1.3, _MIN_SPAN)
    middle = (south + north) / 2
    wide = max((east - west) * 1.3, 2 * high * math.cos(math.radians(middle)) ** -1 if abs(middle) < 60 else 4 * high)
    wide = min(wide, 360.0)
    high = min(max(high, wide * math.cos(math.radians(middle)) / 2.4), 145.0)
    centre = (west + east) / 2
    west = min(max(centre - wide / 2, -180), 180 - wide)
    south = min(max(middle - high / 2, -60.0 if min(lat for _, lat in points) > -60 else -90), 85 - high)
    return _View(west, south, west + wide, south + high)


@cache
def _rings() -> list[list[tuple[float, float]]]:
    rings = []
    for line in resources.files("dateline").joinpath("borders.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        lon = lat = 0
        ring = []
        for step in line.split(" "):
            east, north = step.split(",")
            lon, lat = lon + int(east), lat + int(north)
            ring.append((lon / 10, lat / 10))
        rings.append(ring)
    return rings


def _land(view: _View) -> str:
    """The outlines that the view meets. What is outside is pulled to its edge, and points closer than a pixel go."""
    edge = 30.0
    out: list[str] = []
    for ring in _rings():
        lons, lats = [lon for lon, _ in ring], [lat for _, lat in ring]
        if max(lons) < view.west or min(lons) > view.east or max(lats) < view.south or min(lats) > view.north:
            continue
        kept: list[tuple[float, float]] = []
        for lon, lat in ring:
            x, y = view.xy(lon, lat)
            x, y = min(max(x, -edge), _WIDTH + edge), min(max(y, -edge), view.height + edge)
            if not kept or abs(x - kept[-1][0]) + abs(y - kept[-1][1]) > 1:
                kept.append((x, y))
        if len(kept) > 2:
            out.append("M" + "L".join(f"{x:.0f} {y:.0f}" for x, y in kept) + "Z")
    return "".join(out)


def _graticule(view: _View) -> Iterable[str]:
    step = next(s for s in (1, 2, 5, 10, 20, 30, 60) if (view.east - view.west) / s <= 8)
    for lon in range(math.ceil(view.west / step) * step, math.floor(view.east) + 1, step):
        x, _ = view.xy(lon, 0)
        yield f'<path class="grid" d="M{x:.1f} 0V{view.height:.0f}"/>'
        if 20 < x < _WIDTH - 30:
            yield f'<text class="axis" x="{x + 2:.1f}" y="{view.height - 3:.0f}">{_degrees(lon, "E", "W")}</text>'
    for lat in range(math.ceil(view.south / step) * step, math.floor(view.north) + 1, step):
        _, y = view.xy(0, lat)
        yield f'<path class="grid" d="M0 {y:.1f}H{_WIDTH:.0f}"/>'
        if 12 < y < view.height - 16:
            yield f'<text class="axis" x="3" y="{y - 2:.1f}">{_degrees(lat, "N", "S")}</text>'


def _degrees(value: int, positive: str, negative: str) -> str:
    return f"{abs(value)}°{positive if value > 0 else negative if value < 0 else ''}"


def _radius(place: Place) -> float:
    return min(4 + 1.4 * math.sqrt(max(place.weight - 1, 0)), 18)


def _point(view: _View, place: Place) -> str:
    x, y = view.xy(place.lon, place.lat)
    more = f"\n… {len(place.told) - 12} more" if len(place.told) > 12 else ""
    told = escape("\n".join([place.name, *place.told[:12]]) + more)
    circle = f'<circle class="point" cx="{x:.1f}" cy="{y:.1f}" r="{_radius(place):.1f}"><title>{told}</title></circle>'
    return f'<a href="#{place.link}" aria-label="{told}">{circle}</a>' if place.link else circle


def _labels(view: _View, places: Sequence[Place]) -> Iterable[str]:
    """Names beside their points, the weightiest first, on the side where there is room; none where there isn't."""
    circles = [(*view.xy(p.lon, p.lat), _radius(p)) for p in places]
    taken = [(x - r, y - r, x + r, y + r) for x, y, r in circles]
    n = 0
    for place, (x, y, r) in zip(places, circles, strict=True):
        name = place.name if len(place.name) <= 28 else place.name[:27] + "…"
        wide, high = 6.2 * len(name), 12.0
        own = (x - r, y - r, x + r, y + r)
        for left, top in ((x + r + 3, y - 7), (x - r - 3 - wide, y - 7), (x - wide / 2, y - r - 14), (x - wide / 2, y + r + 2)):
            box = (left, top, left + wide, top + high)
            inside = box[0] >= 0 and box[1] >= 0 and box[2] <= _WIDTH and box[3] <= view.height
            if inside and not any(_meet(box, other) for other in taken if other != own):
                taken.append(box)
                n += 1
                yield f'<text class="label" x="{left:.1f}" y="{top + 10:.1f}">{escape(name)}</text>'
                break
        if n >= _MAX_LABELS:
            return


def _meet(a: tuple[float, float, float, float], b: tuple[float, float, float, float]) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
