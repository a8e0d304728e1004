//go:build browser

package browser

import (
	"fmt"
	"strings"
	"testing"
)

// overlaps names texts that lie on each other, as "this | that". A text is the part of a
// text node on one line, measured by its own rectangle, not by that of its element. What
// is hidden, cut off by a parent or only for screen readers does not count, nor do texts
// of one drawing, whose shapes may touch.
//
// Line boxes are higher than their letters, so rectangles may reach into each other by a
// share of their height before anybody sees it.
const overlaps = `(() => {
	const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
	const boxes = [];
	const visible = new Map();
	const seen = (element) => {
		if (!visible.has(element)) visible.set(element, element.checkVisibility({ opacityProperty: true, visibilityProperty: true })
			&& !element.closest(".unseen, script, style, template, noscript, option, svg"));
		return visible.get(element);
	};
	// frameOf is what the clipping parents of an element and the page show of it.
	const frames = new Map([[document.body, { left: -Infinity, top: -Infinity, right: Infinity, bottom: Infinity }]]);
	const meet = (a, b) => ({ left: Math.max(a.left, b.left), top: Math.max(a.top, b.top), right: Math.min(a.right, b.right), bottom: Math.min(a.bottom, b.bottom) });
	const frameOf = (element) => {
		if (!element) return frames.get(document.body);
		if (!frames.has(element)) {
			const style = getComputedStyle(element), around = frameOf(element.parentElement);
			const clips = style.display !== "inline" && (style.overflowX !== "visible" || style.overflowY !== "visible");
			frames.set(element, clips ? meet(around, element.getBoundingClientRect()) : around);
		}
		return frames.get(element);
	};
	const cut = (rectangle, element) => {
		const shown = meet(rectangle, frameOf(element));
		return shown.right - shown.left > 2 && shown.bottom - shown.top > 2 ? shown : null;
	};
	const range = document.createRange();
	while (walker.nextNode()) {
		const node = walker.currentNode;
		if (node.textContent.trim() === "" || !seen(node.parentElement)) continue;
		range.selectNodeContents(node);
		for (const rectangle of range.getClientRects()) {
			const size = parseFloat(getComputedStyle(node.parentElement).fontSize);
			const middle = (rectangle.top + rectangle.bottom) / 2;
			const letters = { left: rectangle.left + 1, right: rectangle.right - 1, top: middle - size * 0.4, bottom: middle + size * 0.4 };
			const box = letters.right > letters.left ? cut(letters, node.parentElement) : null;
			if (box) boxes.push({ ...box, node });
		}
	}
	boxes.sort((a, b) => a.top - b.top);
	const found = new Set();
	for (let i = 0; i < boxes.length; i++) {
		for (let k = i + 1; k < boxes.length && boxes[k].top < boxes[i].bottom; k++) {
			const a = boxes[i], b = boxes[k];
			if (a.node === b.node) continue;
			if (Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1 && Math.min(a.bottom, b.bottom) - b.top > 1) {
				found.add(a.node.textContent.trim().slice(0, 24) + " | " + b.node.textContent.trim().slice(0, 24));
			}
		}
	}
	return [...found].slice(0, 6).join("; ");
})()`

// checkOverlaps fails when texts of the page that is open lie on each other.
func checkOverlaps(t *tab, path string) {
	t.Helper()
	if found := look[string](t, overlaps); found != "" {
		t.Errorf("%s: texts overlap: %s", path, strings.TrimSpace(found))
	}
}

// TestOverlapsAreFound holds the check itself against texts that lie on each other, and
// against such as only touch.
func TestOverlapsAreFound(t *testing.T) {
	tab := open(t, 1440, 900)
	tab.visit("/about?lang=zh")
	put := func(left, top int) string {
		return look[string](tab, fmt.Sprintf(`(() => {
			document.getElementById("trial")?.remove();
			const box = document.createElement("div");
			box.id = "trial";
			for (const [text, x, y] of [["FIRSTTEXT", 600, 700], ["SECONDTEXT", %d, %d]]) {
				const part = document.createElement("span");
				part.textContent = text;
				Object.assign(part.style, { position: "fixed", left: x + "px", top: y + "px", fontSize: "20px", lineHeight: "24px", zIndex: 9 });
				box.append(part);
			}
			document.body.append(box);
			for (const element of document.querySelectorAll("main, footer")) element.hidden = true;
			return %s;
		})()`, left, top, overlaps))
	}
	if found := put(620, 706); !strings.Contains(found, "FIRSTTEXT | SECONDTEXT") {
		t.Errorf("texts on each other are not found: %q", found)
	}
	if found := put(600, 722); found != "" {
		t.Errorf("lines below each other are taken for overlapping: %q", found)
	}
	if found := put(900, 700); found != "" {
		t.Errorf("words beside each other are taken for overlapping: %q", found)
	}
}
