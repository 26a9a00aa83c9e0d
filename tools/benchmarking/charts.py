# SPDX-License-Identifier: EUPL-1.2
"""Small line charts as inline SVG."""
import html

WIDTH, HEIGHT, MARGIN = 232, 64, 6


def line_chart(points, limit=None):
    """A chart of (label, value, is_red), oldest first; `limit` is drawn as a dashed line.

    The axis shows at least 2 % around the first value, so that noise does not look like a cliff.
    """
    values = [value for _, value, _ in points]
    shown = values + ([limit] if limit is not None else [])
    middle = values[0]
    low = min(min(shown), middle * 0.98)
    high = max(max(shown), middle * 1.02)
    span = high - low or 1

    def x(i):
        return MARGIN + (WIDTH - 2 * MARGIN) * (i / (len(points) - 1) if len(points) > 1 else 1)

    def y(value):
        return HEIGHT - MARGIN - (HEIGHT - 2 * MARGIN) * (value - low) / span

    parts = [f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="history of '
             f'{len(points)} nights">']
    if limit is not None:
        parts.append(f'<line class="limit" x1="{MARGIN}" x2="{WIDTH - MARGIN}" '
                     f'y1="{y(limit):.1f}" y2="{y(limit):.1f}"/>')
    if len(points) > 1:
        path = " ".join(f"{x(i):.1f},{y(value):.1f}" for i, value in enumerate(values))
        parts.append(f'<polyline points="{path}"/>')
    for i, (label, value, is_red) in enumerate(points):
        if is_red or i == len(points) - 1 or len(points) <= 40:
            state = "red" if is_red else "last" if i == len(points) - 1 else "dot"
            radius = 2 if state == "dot" else 3.5
            parts.append(f'<circle class="{state}" cx="{x(i):.1f}" cy="{y(value):.1f}" r="{radius}">'
                         f"<title>{html.escape(label)}: {value:,.10g}</title></circle>")
    return "".join(parts) + "</svg>"


def bar(value, most):
    """A bar in a table cell, as long as its share of the largest."""
    share = 100 * value / most if most > 0 else 0
    return f'<span class="bar" style="width:{share:.1f}%"></span>'
