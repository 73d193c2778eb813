// The map of a network's characters: each lies where its embedding puts it, and can be read.
"use strict";

(() => {
  const MAP = { width: 480, height: 400, margin: 24 }; // in units of the picture
  const LETTER = { width: 11, wide: 19, height: 22 }; // of a label; wide ones are Chinese, say
  const SPACE = 8; // beside the letters of a label
  const ROUNDS = 500; // of pushing labels apart, after which they stay where they are

  const { BOUNDARY, svgElement } = shared;

  const inContext = (character) =>
    character === BOUNDARY ? "[.]" : playground.visible(character);

  // Points → places in the picture, centred, with one scale for both axes; y points upwards.
  function scaled(points) {
    const [[left, right], [low, high]] = [0, 1].map((axis) => {
      const values = points.map((point) => point[axis]);
      return [Math.min(...values), Math.max(...values)];
    });
    const scale = Math.min(
      (MAP.width - 2 * MAP.margin) / (right - left),
      (MAP.height - 2 * MAP.margin) / (high - low),
    );
    return points.map(([x, y]) => [
      MAP.width / 2 + scale * (x - (left + right) / 2),
      MAP.height / 2 - scale * (y - (low + high) / 2),
    ]);
  }

  function labelOf(character, [x, y]) {
    const text = inContext(character);
    const letters = [...text].map((c) => (c.codePointAt(0) < 0x1100 ? LETTER.width : LETTER.wide));
    const width = letters.reduce((a, b) => a + b, SPACE);
    return { text, character, point: [x, y], x, y, width, height: LETTER.height };
  }

  // Moves labels that overlap apart, each pair along the axis where that takes less.
  function pushApart(labels) {
    let moved = true;
    for (let round = 0; moved && round < ROUNDS; round++) {
      moved = false;
      labels.forEach((a, i) => {
        for (const b of labels.slice(i + 1)) moved = separate(a, b) || moved;
      });
      labels.forEach(keepInside);
    }
  }

  function separate(a, b) {
    const across = (a.width + b.width) / 2 - Math.abs(b.x - a.x);
    const along = (a.height + b.height) / 2 - Math.abs(b.y - a.y);
    if (across <= 0 || along <= 0) return false;
    const axis = across < along ? "x" : "y";
    const step = (Math.min(across, along) / 2 + 0.1) * (b[axis] < a[axis] ? -1 : 1);
    a[axis] -= step;
    b[axis] += step;
    return true;
  }

  function keepInside(label) {
    const inside = (value, size, whole) => Math.min(Math.max(value, size / 2 + 1), whole - size / 2 - 1);
    label.x = inside(label.x, label.width, MAP.width);
    label.y = inside(label.y, label.height, MAP.height);
  }

  function drawLabel({ text, x, y, width, height }, isRead) {
    const group = svgElement("g", { class: isRead ? "label read" : "label" });
    const place = { x: x - width / 2, y: y - height / 2 };
    const label = svgElement("text", { x, y, dy: "0.35em" });
    label.textContent = text;
    group.append(svgElement("rect", { ...place, width, height, rx: height / 2 }), label);
    return group;
  }

  // A label that no longer covers its point is joined with it.
  const hasLeft = ({ point, x, y, width, height }) =>
    Math.abs(x - point[0]) > width / 2 || Math.abs(y - point[1]) > height / 2;

  function drawLine({ point: [x1, y1], x, y }) {
    return svgElement("line", { x1, y1, x2: x, y2: y });
  }

  const drawPoint = ({ point: [cx, cy] }) => svgElement("circle", { cx, cy, r: 2 });

  // The picture. Of a large alphabet only the characters that are `wanted` are shown.
  function drawMap({ characters, map }, read, wanted) {
    const places = scaled(map.points);
    const labels = characters
      .map((character, i) => labelOf(character, places[i]))
      .filter(({ character }) => wanted.has(character) || read.includes(character));
    pushApart(labels);
    const svg = svgElement("svg", { viewBox: `0 0 ${MAP.width} ${MAP.height}`, role: "img" });
    const title = svgElement("title");
    title.textContent =
      `Map of the embeddings of ${labels.length} characters. ` +
      `Marked: ${read.map(inContext).join(" ")}`;
    const isRead = ({ character }) => read.includes(character);
    const marked = labels.filter(isRead); // drawn last, so that nothing cuts into their frames
    const drawn = [...labels.filter((each) => !isRead(each)), ...marked].map((each) => {
      return drawLabel(each, isRead(each));
    });
    const away = labels.filter(hasLeft);
    svg.append(title, ...away.map(drawLine), ...drawn, ...away.map(drawPoint));
    return svg;
  }

  Object.assign(playground, { drawMap, inContext });
})();
