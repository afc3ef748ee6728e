// `dist/z3/low-level.mjs`: of the package `z3-solver` the functions that call Z3's WebAssembly module, without the
// expressions and solvers that it offers on top of them. Whoever loads it brings the module: `init(initModule, overrides)`.
export { init } from 'z3-solver/build/low-level/wrapper.__GENERATED__.js';
