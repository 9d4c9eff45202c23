// Labels beside elements keep their words whole: other tools save boxes that are too narrow for our letters.
const FONT = "Instrument Sans, system-ui, sans-serif";
const OUTSIDE = 13; // px
const WIDEST = 90; // px, bpmn-js's own width for a new label

/** For `textRenderer` of the modeler. */
export const letters = { defaultStyle: { fontFamily: FONT, fontSize: 14 }, externalStyle: { fontSize: OUTSIDE } };

class WholeWords {
  constructor(textRenderer) {
    const create = textRenderer.createText;
    textRenderer.createText = (text, options = {}) => {
      const { box, style } = options;
      if (!box || style?.fontSize !== OUTSIDE || box.width >= WIDEST) return create(text, options);
      const made = create(text, { ...options, box: { ...box, width: WIDEST } });
      made.setAttribute("transform", `translate(${(box.width - WIDEST) / 2} 0)`);
      return made;
    };
  }
}
WholeWords.$inject = ["textRenderer"];

export const wholeWords = { __init__: ["wholeWords"], wholeWords: ["type", WholeWords] };
