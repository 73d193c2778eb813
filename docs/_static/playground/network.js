// The course's networks in plain JavaScript: from a beginning to the probabilities of what comes
// next, and from there to names. Nothing here touches the page; that is interface.js
// and the files between.
//
// A model's file (tools/export_models.py writes it) adds its description to playground.models:
// the layers in the order of use, each with its settings and the shapes of its tensors, and all
// their numbers in `weights`, float32 in base64. The calculation itself is in double precision.
"use strict";

const playground = { models: {} };

(() => {
  const BOUNDARY = 0; // its number in every vocabulary: the character before and after a name
  const LONGEST_NAME = 50; // characters; a name that has not ended by then is cut

  // ------------------------------------------------------------------------------ layers
  // Each takes the numbers of one example, the layer's tensors, and its settings. They stand under
  // the names that layers.py gives them; tools/export_models.py reads here which there are.

  // Numbers of characters (context) → their rows of the table, joined (context · dim).
  function embedding(characters, [table]) {
    const dim = table.shape[1];
    return Float64Array.from({ length: characters.length * dim }, (_, i) => {
      return table.values[characters[Math.floor(i / dim)] * dim + (i % dim)];
    });
  }

  // (fanIn) → x @ weight + bias (fanOut); weight is (fanIn, fanOut), row after row.
  function linear(x, [weight, bias]) {
    const [fanIn, fanOut] = weight.shape;
    const sums = bias ? Float64Array.from(bias.values) : new Float64Array(fanOut);
    for (let i = 0; i < fanIn; i++) {
      for (let j = 0; j < fanOut; j++) sums[j] += x[i] * weight.values[i * fanOut + j];
    }
    return sums;
  }

  // gain · (x − mean) / √(var + eps) + bias, with the running mean and variance (dim).
  function batchNorm(x, [gain, bias, mean, variance], settings) {
    return x.map(
      (value, j) =>
        (gain.values[j] * (value - mean.values[j])) / Math.sqrt(variance.values[j] + settings.eps) +
        bias.values[j],
    );
  }

  // The error function, by the series erf(x) = 2/√π · exp(−x²) · Σ 2ⁿ x^(2n+1) / (1·3·…·(2n+1)),
  // whose terms all have the sign of x, so that nothing is lost by subtracting (DLMF 7.6.2).
  function erf(x) {
    if (Math.abs(x) > 6) return Math.sign(x); // to the last digit of a double
    let term = x;
    let sum = x;
    for (let n = 1; Math.abs(term) > 1e-17 * Math.abs(sum); n++) {
      term *= (2 * x * x) / (2 * n + 1);
      sum += term;
    }
    return (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) * sum;
  }

  const LAYERS = {
    embedding,
    linear,
    batch_norm: batchNorm,
    flatten: (x) => x, // the embedding has joined its rows already
    tanh: (x) => x.map(Math.tanh),
    relu: (x) => x.map((value) => Math.max(value, 0)),
    leaky_relu: (x, _, settings) =>
      x.map((value) => (value > 0 ? value : settings.negative_slope * value)),
    gelu: (x) => x.map((value) => 0.5 * value * (1 + erf(value * Math.SQRT1_2))),
  };

  // Logits (V) → probabilities (V). The largest is subtracted first, so that none overflows.
  function softmax(logits) {
    const largest = logits.reduce((a, b) => Math.max(a, b));
    const powers = logits.map((logit) => Math.exp(logit - largest));
    const sum = powers.reduce((a, b) => a + b);
    return powers.map((power) => power / sum);
  }

  // ----------------------------------------------------------------------------- network

  class Network {
    constructor(description) {
      const { characters, context, parameters, loss, counted, map, layers, weights } = description;
      Object.assign(this, { characters: [...characters], context, parameters, loss, counted, map });
      const numbers = decode(weights);
      let used = 0;
      this.layers = layers.map(({ kind, settings, shapes }) => {
        if (!Object.hasOwn(LAYERS, kind)) throw new Error(`it holds a layer ${kind}, not known here`);
        const tensors = shapes.map((shape) => {
          const size = shape.reduce((a, b) => a * b, 1);
          used += size;
          return { shape, values: numbers.subarray(used - size, used) };
        });
        return { apply: LAYERS[kind], tensors, settings };
      });
      if (used !== numbers.length) throw new Error(`${numbers.length} weights, and ${used} used`);
    }

    // The characters of a text that the network does not know, each once.
    unknown(text) {
      return [...new Set(text)].filter((character) => this.characters.indexOf(character) < 1);
    }

    // The numbers of the last characters of a text, boundaries in front where it is too short.
    contextOf(text) {
      const numbers = [...text].map((character) => this.characters.indexOf(character));
      const padding = new Array(this.context).fill(BOUNDARY);
      return [...padding, ...numbers].slice(-this.context);
    }

    // The characters that it reads of a text.
    reads(text) {
      return this.contextOf(text).map((number) => this.characters[number]);
    }

    // The probability of each character after a text, in the order of `characters`. Dividing
    // the logits by the temperature raises each probability to the power 1 / temperature.
    probabilities(text, temperature = 1) {
      let x = this.contextOf(text);
      for (const { apply, tensors, settings } of this.layers) x = apply(x, tensors, settings);
      return softmax(x.map((logit) => logit / temperature));
    }

    // One name that begins with a text; `random` gives numbers from 0 up to 1.
    sample(beginning, random, temperature = 1) {
      let name = beginning;
      for (let length = [...name].length; length < LONGEST_NAME; length++) {
        const next = shared.draw(this.probabilities(name, temperature), random());
        if (next === BOUNDARY) break;
        name += this.characters[next];
      }
      return name;
    }
  }

  // Base64 → its float32 numbers, which are little-endian on every machine.
  function decode(base64) {
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    const view = new DataView(bytes.buffer);
    return Float32Array.from({ length: bytes.length / 4 }, (_, i) => view.getFloat32(4 * i, true));
  }

  Object.assign(playground, { Network, erf });
})();
