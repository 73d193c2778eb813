// Pictures with axes, and the sliders that choose what they show: what the loss curve and the
// page of scale and company have in common. Lengths are in sixteenths of the letters' size: mostly
// pixels.
"use strict";

const chart = (() => {
  const HEIGHT = 380;
  const TICK_ROOM = 60; // from one label to the next; where there is less, every other one is left out
  const MARGIN = { left: 52, right: 26, top: 14, bottom: 46 };
  const GAP = 8; // between a text and what it belongs to

  const { find, svgElement } = shared;

  // ------------------------------------------------------------------------- the sliders

  function setUp(slider, values, first) {
    slider.max = values.length - 1;
    slider.value = values.indexOf(first);
  }

  function nameValue(slider, text) {
    slider.setAttribute("aria-valuetext", text);
    find(`${slider.id}-value`).textContent = text;
  }

  // --------------------------------------------------------------------------- the plane

  // A function from the values of an axis to places between `start` and `end`.
  function axis({ from, to, logarithmic }, start, end) {
    const measure = logarithmic ? Math.log : (value) => value;
    const share = (value) => (measure(value) - measure(from)) / (measure(to) - measure(from));
    return (value) => start + share(value) * (end - start);
  }

  // The places of a picture that is as wide as its holder: edges, and functions for both axes.
  function plane(holder, axes, height = HEIGHT) {
    const letters = parseFloat(getComputedStyle(document.documentElement).fontSize);
    const width = (holder.clientWidth / letters) * 16;
    const [left, right] = [MARGIN.left, width - MARGIN.right];
    const [top, bottom] = [MARGIN.top, height - MARGIN.bottom];
    const functions = { x: axis(axes.x, left, right), y: axis(axes.y, bottom, top) };
    return { width, height, left, right, top, bottom, ...functions };
  }

  // What is drawn within it ends at the edges of the plane.
  function frame({ left, right, top, bottom }, id) {
    const clip = svgElement("clipPath", { id });
    clip.append(svgElement("rect", { x: left, y: top, width: right - left, height: bottom - top }));
    return clip;
  }

  // Lines and labels of the axes. An axis has `ticks`, a `name`, and `write`, which makes a tick's label.
  function drawAxes(places, { x, y }) {
    const { left, right, top, bottom, height } = places;
    const labels = (y.ticks ?? []).flatMap((tick) => [
      svgElement("line", { class: "grid", x1: left, x2: right, y1: places.y(tick), y2: places.y(tick) }),
      text(y.write(tick), { x: left - GAP, y: places.y(tick), dy: "0.35em", "text-anchor": "end" }),
    ]);
    const room = places.x(x.ticks[1]) - places.x(x.ticks[0]);
    const some = x.ticks.filter((_, i) => room > TICK_ROOM || i % 2 === 0);
    const below = { y: bottom + 2 * GAP, "text-anchor": "middle" };
    labels.push(...some.map((tick) => text(x.write(tick), { ...below, x: places.x(tick) })));
    labels.push(text(x.name, { x: (left + right) / 2, y: height - GAP, "text-anchor": "middle" }));
    if (y.name) {
      const turned = `translate(14 ${(top + bottom) / 2}) rotate(-90)`;
      labels.push(text(y.name, { transform: turned, "text-anchor": "middle" }));
    }
    return labels;
  }

  // --------------------------------------------------------------------------- the parts

  function text(words, attributes) {
    const made = svgElement("text", attributes);
    made.textContent = words;
    return made;
  }

  // Pairs of values → places, as a polyline and a polygon take them.
  function points({ x, y }, pairs) {
    return pairs.map(([one, other]) => `${x(one).toFixed(1)},${y(other).toFixed(1)}`).join(" ");
  }

  // An upright line at a value.
  function upright({ x, top, bottom }, value, name) {
    return svgElement("line", { class: name, x1: x(value), x2: x(value), y1: top, y2: bottom });
  }

  // Put a picture into its holder. Notes that begin or end outside it are moved into it.
  function put(holder, { width, height }, words, parts, notes) {
    const svg = svgElement("svg", { viewBox: `0 0 ${width} ${height}`, role: "img" });
    const title = svgElement("title");
    title.textContent = words;
    svg.append(title, ...parts, ...notes);
    holder.replaceChildren(svg);
    for (const note of notes) {
      const { x, width: length } = note.getBBox();
      const shift = Math.max(-x, 0) || Math.min(width - x - length, 0);
      if (shift) note.setAttribute("transform", `translate(${shift} 0)`);
    }
  }

  return { GAP, setUp, nameValue, plane, frame, drawAxes, text, points, upright, put };
})();
