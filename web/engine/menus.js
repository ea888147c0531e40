// @ts-check
// What can be chosen by name, and each number with its range, scale and default: written once, in C++ (the registries
// of src/), and known here before any module of the core is loaded, since an address is read at once. Each menu is an
// export of its own; a page carries only those that it imports.
export * from '../generated/menus.mjs';
