# SPDX-License-Identifier: EUPL-1.2
"""Tables of the page, from cells or from Markdown."""
import html


def table(head_cells, rows):
    """Header cells that begin with `>` are numbers and stand on the right; `#` is a column of bars."""
    kinds = {">": "n", "#": "bars"}
    classes = [kinds.get(cell[:1], "") for cell in head_cells]
    heads = "".join(f'<th class="{c}">{cell.lstrip(">#")}</th>' for c, cell in zip(classes, head_cells))
    body = "".join("<tr>" + "".join(f'<td class="{c}">{cell}</td>' for c, cell in zip(classes, row)) + "</tr>"
                   for row in rows)
    return f"<table><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>"


def section(title, markdown):
    """A section from paragraphs and tables in Markdown; nothing where there is no text."""
    blocks = [block for block in markdown.split("\n\n") if block.strip()]
    return f"<h2>{title}</h2>" + "".join(map(block_of, blocks)) if blocks else ""


def block_of(block):
    lines = block.strip("\n").splitlines()
    if not lines[0].startswith("|"):
        words = html.escape(block.strip())
        return f"<pre>{words}</pre>" if block.startswith("    ") else f'<p class="soft">{words}</p>'
    rows = [[html.escape(cell.strip()) for cell in line.strip("|").split("|")] for line in lines]
    right = [cell.strip().endswith(":") for cell in rows[1]]
    return table([(">" if to_right else "") + cell for cell, to_right in zip(rows[0], right)], rows[2:])
