import assert from 'node:assert/strict'
import { test } from 'node:test'
import { address, client, succeeded } from './support.mjs'

test('getClaims verifies with the published keys, without asking for the user', async () => {
  const asked = []
  const fetch = globalThis.fetch
  globalThis.fetch = (input, init) => {
    asked.push(new URL(input.url ?? input).pathname)
    return fetch(input, init)
  }
  try {
    const auth = client('open').auth
    const email = address()
    const { session } = succeeded(await auth.signUp({ email, password: 'secret-$1!' }))
    asked.length = 0

    const { claims, header } = succeeded(await auth.getClaims(session.access_token))

    assert.equal(claims.email, email)
    assert.equal(header.alg, 'ES256')
    assert.equal(asked.length, 1)
    assert.match(asked[0], /\/auth\/v1\/\.well-known\/jwks\.json$/)
  } finally {
    globalThis.fetch = fetch
  }
})
