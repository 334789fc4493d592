// Runs last: nothing of the library may have been left out.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { called, classes, methodsOf } from './support.mjs'

// What the library calls for itself.
const inner = new Set(['then', 'processResponse', 'cloneRequestState', 'decorateFetch'])

test('L1 to L22: every method of the library has been called', () => {
  const all = classes.flatMap(methodsOf).filter((name) => !inner.has(name))
  const missing = [...new Set(all)].filter((name) => !called.has(name))
  assert.deepEqual(missing, [])
  assert.ok(all.length > 50, `only ${all.length} methods were found`)
})
