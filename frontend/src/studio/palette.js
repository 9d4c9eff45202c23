// bpmn-js's own menus without what Laneway does not run: nobody is offered what the linter would refuse.
const PALETTE = ["create.data-object", "create.data-store", "create.group"];
const PAD = ["append.compensation-activity"];
const HEADER = ["toggle-loop", "toggle-is-collection", "toggle-participant-multiplicity"];
const REFUSED = /ad-hoc|transaction|complex-gateway|compensation|cancel|collapsed|data-|replace-with-task$/;

const without = (refused) => (entries) => Object.fromEntries(Object.entries(entries).filter(([name]) => !refused(name)));

class Trimmed {
  constructor(palette, contextPad, popupMenu) {
    palette.registerProvider(500, { getPaletteEntries: () => without((name) => PALETTE.includes(name)) });
    contextPad.registerProvider(500, { getContextPadEntries: () => without((name) => PAD.includes(name)) });
    popupMenu.registerProvider("bpmn-replace", 500, {
      getPopupMenuEntries: () => without((name) => REFUSED.test(name)),
      getPopupMenuHeaderEntries: () => without((name) => HEADER.includes(name)),
    });
  }
}
Trimmed.$inject = ["palette", "contextPad", "popupMenu"];

export const trimMenus = { __init__: ["trimmedMenus"], trimmedMenus: ["type", Trimmed] };
