// The palette without what Laneway does not run: data objects, data stores, groups.
const LEFT_OUT = ["create.data-object", "create.data-store", "create.group"];

class Trimmed {
  constructor(palette) {
    palette.registerProvider(500, this);
  }

  getPaletteEntries() {
    return (entries) => Object.fromEntries(Object.entries(entries).filter(([name]) => !LEFT_OUT.includes(name)));
  }
}
Trimmed.$inject = ["palette"];

export const trimPalette = { __init__: ["trimmedPalette"], trimmedPalette: ["type", Trimmed] };
